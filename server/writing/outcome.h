// What became of the records of one request.
#pragma once
#include <cstdint>
#include <string>

namespace backfile::writing {

enum class Fate { added, replaced, unchanged, refused, passed_over };

struct RecordOutcome {
  std::uint64_t record = 0;  // from 1, in the order of the body
  Fate fate = Fate::refused;
  std::string id;       // the archive's; empty where the record gave no article
  std::string reason;   // of what was refused or passed over
  std::string warning;  // of what was read although something is wrong with it
};

struct Totals {
  std::uint64_t added = 0, replaced = 0, unchanged = 0, refused = 0, passed_over = 0;
  std::uint64_t revision = 0;  // the archive's, after the last of them; 0 where nothing came that far
  std::uint64_t records() const { return added + replaced + unchanged + refused + passed_over; }
};

}  // namespace backfile::writing
