// A gzip file, member by member, by zlib. Unlike libarchive it checks the sums, and goes on behind a damaged member: crawls (WARC) and
// logs compress every record by itself, so that damage costs no more than the record it hits.
#pragma once
#include <zlib.h>

#include <cstdint>
#include <optional>
#include <string>

#include "indexer/source/allowance.h"
#include "indexer/source/source.h"

namespace backfile::source {

class GzipStream : public ByteStream {
 public:
  /// `packed` and what `allowance` refers to must outlive this.
  GzipStream(ByteStream& packed, Allowance allowance);
  ~GzipStream() override;
  GzipStream(const GzipStream&) = delete;
  GzipStream& operator=(const GzipStream&) = delete;

  /// The plain bytes of all members in a row. An error where a member is damaged or cut off, or where bytes follow it that are no member.
  Result<std::size_t> read(char* buffer, std::size_t size) override;
  /// To the next member. False where there is none, the error was a limit, or kMaxDamages are passed.
  bool resume() override;

 private:
  bool refill();
  bool begin_member();
  bool skip_to_member(bool searching);
  std::size_t inflate_into(char* buffer, std::size_t size);
  void damage(const std::string& what);

  ByteStream& packed_;
  Allowance allowance_;
  z_stream zlib_{};
  std::string input_;          // packed bytes: some that were used already, for going back, and those to come
  std::size_t at_ = 0;         // in input_: the next to use
  std::size_t member_ = 0;     // in input_: where the current member begins, or as far back as there is
  std::uint64_t skipped_ = 0;  // bytes other than NUL that were passed on the way to a member
  unsigned damages_ = 0;
  bool inside_ = false, ended_ = false;
  bool damaged_ = false;  // the error is one that resume() may pass
  std::optional<Error> error_;
};

}  // namespace backfile::source
