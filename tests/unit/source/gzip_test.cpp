// Gzip files of many members, as crawls write them: damage costs the member it hits.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>

#include "containers.h"
#include "indexer/source/gzip_stream.h"
#include "indexer/source/peeked_stream.h"

namespace backfile::source {
namespace {

class Bytes : public ByteStream {
 public:
  explicit Bytes(std::string bytes) : bytes_(std::move(bytes)) {}
  Result<std::size_t> read(char* buffer, std::size_t size) override {
    const auto n = std::min({size, bytes_.size() - at_, std::size_t{777}});
    std::memcpy(buffer, bytes_.data() + at_, n);
    at_ += n;
    return n;
  }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

/// What the stream gives, '|' where it was resumed after an error.
std::string resumed(const std::string& packed) {
  const TemporaryFolder folder;
  const auto file = FileStream::open(folder.write("a", packed), FileStream::Accept::regular);
  Bytes bytes(packed);
  Limits limits;
  GzipStream gzip(bytes, Allowance(limits, *file));
  PeekedStream stream(gzip, 10);
  std::string all;
  char block[100];
  for (;;) {
    const auto got = stream.read(block, sizeof block);
    if (!got && !stream.resume()) return all + "!";
    if (!got) {
      all += '|';
      continue;
    }
    if (*got == 0) return all;
    all.append(block, *got);
  }
}

std::string noise(std::size_t size, unsigned seed) {
  std::string text;
  while (text.size() < size) {
    seed = seed * 1664525 + 1013904223;
    text += std::to_string(seed >> 8) + " ";
  }
  return text;
}

TEST_CASE("a damaged member of a gzip file costs itself only") {
  const std::string first = compress("first"), last = compress("last");
  const std::string text = noise(30'000, 1);
  std::string middle = compress(text);
  CHECK(resumed(first + middle + last) == "first" + text + "last");

  std::string wrong_sum = middle;
  wrong_sum[middle.size() - 6] ^= 1;
  CHECK(resumed(first + wrong_sum + last) == "first" + text + "|last");

  std::string zeroed = middle;
  std::fill_n(zeroed.begin() + 5000, 40, '\0');
  const auto with_hole = resumed(first + zeroed + last);
  CHECK(with_hole.starts_with("first"));
  CHECK(with_hole.ends_with("|last"));
  CHECK(resumed(first + middle.substr(0, 6000) + last).ends_with("|last"));
  CHECK(resumed(middle.substr(0, 12) + last) == "|last");
}

TEST_CASE("padding behind a gzip file is no damage, other bytes are") {
  const std::string packed = compress("text");
  CHECK(resumed(packed + std::string(5000, '\0')) == "text");
  CHECK(resumed(packed + std::string(5000, '\0') + packed) == "texttext");
  CHECK(resumed(packed + "something else, and more of it" + packed) == "text|text");
  CHECK(resumed(packed + "something else, and more of it") == "text!");
  CHECK(resumed(packed + "\x1f\x8b") == "text!");
}

TEST_CASE("a gzip file that begins with a damaged member costs a refusal and is read from the next") {
  const TemporaryFolder folder;
  std::string lost = compress("lost");
  lost[10] = '\x07';  // a block of a type that there is not
  const auto result = walked({folder.write("a.gz", lost + compress("found"))});
  REQUIRE(result.refusals.size() == 1);
  CHECK(result.refusals[0].find("damaged gzip file") != std::string::npos);
  CHECK(result.bytes.begin()->second == "found");
}

TEST_CASE("any damage to a gzip file ends") {
  std::string packed;
  for (unsigned i = 0; i < 20; ++i) packed += compress(noise(400, i));
  std::uint32_t state = 1;
  for (int round = 0; round < 300; ++round) {
    std::string damaged = packed;
    for (int change = 0; change < 1 + round % 5; ++change) {
      state = state * 1664525 + 1013904223;
      damaged[(state >> 8) % damaged.size()] = static_cast<char>(state);
    }
    CHECK(resumed(damaged).size() < 20'000);
  }
  std::string headers;
  while (headers.size() < 300'000) headers.append("\x1f\x8b\x08\0\0\0\0\0\0\x03\x07", 11);
  CHECK(resumed(headers).size() < 20'000);
}

}  // namespace
}  // namespace backfile::source
