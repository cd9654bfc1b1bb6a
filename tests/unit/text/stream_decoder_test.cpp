#include "indexer/text/stream_decoder.h"

#include <doctest/doctest.h>

using namespace backfile::text;

namespace {

std::string in_steps(const std::string& bytes, std::size_t step, const std::string& declared = {}, std::size_t head = 64) {
  StreamDecoder decoder(std::string_view(bytes).substr(0, head), declared);
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += step)
    decoder.decode(std::string_view(bytes).substr(at, step), at + step >= bytes.size(), out);
  return out;
}

TEST_CASE("UTF-8 comes through whole wherever a piece ends") {
  const std::string text = "Zürich 漢字 \xF0\x9F\x98\x80 end";
  for (const std::size_t step : {1, 2, 3, 5, 100}) CHECK(in_steps(text, step) == text);
  CHECK(in_steps("\xEF\xBB\xBFx", 100) == "x");
}

TEST_CASE("a byte that is wrong in UTF-8 is read as Windows-1252") {
  for (const std::size_t step : {1, 4, 100}) CHECK(in_steps("Zürich don\x92t Málaga 漢字", step, "UTF-8") == "Zürich don’t Málaga 漢字");
  CHECK(in_steps("plain until the head is over, and then caf\xE9", 7, "UTF-8", 10) == "plain until the head is over, and then café");
  CHECK(in_steps("cut \xE6\xBC", 100) == "cut æ¼");
}

TEST_CASE("other encodings keep their state between pieces") {
  for (const std::size_t step : {1, 3, 100}) {
    CHECK(in_steps("\x93\xFA\x96\x7B\x8C\xEA\x82\xCC\x90\x56\x95\xB7", step, "Shift_JIS") == "日本語の新聞");
    CHECK(in_steps(std::string("\xFF\xFEh\0i\0", 6), step) == "hi");
    CHECK(in_steps("caf\xE9", step, "ISO-8859-1") == "café");
  }
}

}  // namespace
