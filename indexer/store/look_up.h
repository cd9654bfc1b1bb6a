// What may be told of an id: an article, that there was one, or nothing.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "indexer/store/reader.h"

namespace backfile::store {

struct Known {
  enum class State { visible, canceled, deleted };
  State state = State::visible;
  std::string data;        // the stored form of an article, canceled ones too; of what was deleted, the reason
  std::int64_t since = 0;  // instant at which this form came
};

/// For use inside Reader::with. Nothing for what the archive does not have or holds back; a withheld or embargoed article is as none.
std::optional<Known> look_up(Reader& reader, const std::string& id, std::int64_t now);

}  // namespace backfile::store
