// HTTP's content codings, whole, cut off and over their limit.
#include "indexer/source/content_coding.h"

#include <doctest/doctest.h>

#include "containers.h"

namespace backfile::source {
namespace {

using namespace std::string_view_literals;

TEST_CASE("content codings are undone") {
  const std::string text = "a page of the paper, a page of the paper";
  CHECK(unpack(compress(text), Coding::gzip, 1000).bytes == text);
  CHECK(unpack(compress(text, ARCHIVE_FILTER_ZSTD), Coding::zstd, 1000).bytes == text);
  // "paper" as python3 zlib.compress and the same without its header and sum.
  const auto with_header = "\x78\x9c\x2b\x48\x2c\x48\x2d\x02\x00\x06\x45\x02\x19"sv;
  CHECK(unpack(with_header, Coding::deflate, 1000).bytes == "paper");
  CHECK(unpack(with_header.substr(2, 7), Coding::deflate, 1000).bytes == "paper");
  // "paper" as one uncompressed brotli metablock (RFC 7932, section 9.2), and the empty last one.
  const auto brotli = "\x0b\x02\x80paper\x03"sv;
  CHECK(unpack(brotli, Coding::brotli, 1000).bytes == "paper");
}

TEST_CASE("what is cut off or damaged gives its beginning and a problem, and no limit is passed") {
  std::string text;
  for (int i = 0; i < 50'000; ++i) text += std::to_string(i * 7919 % 100'003) + " ";
  for (const auto& [coding, filter] : {std::pair{Coding::gzip, ARCHIVE_FILTER_GZIP}, {Coding::zstd, ARCHIVE_FILTER_ZSTD}}) {
    const std::string packed = compress(text, filter);
    const auto cut = unpack(std::string_view(packed).substr(0, packed.size() / 2), coding, 1u << 20);
    CHECK(cut.problem == "cut off");
    CHECK(text.starts_with(cut.bytes));
    const auto over = unpack(packed, coding, 100'000);
    CHECK(over.over_limit);
    CHECK(over.bytes.size() <= 100'000);
    CHECK(unpack("no such coding at all", coding, 1000).problem != "");
    CHECK(unpack("", coding, 1000).problem != "");
  }
  CHECK(unpack("", Coding::brotli, 1000).problem != "");
  CHECK(unpack("\xff\xff\xff", Coding::deflate, 1000).problem != "");
}

}  // namespace
}  // namespace backfile::source
