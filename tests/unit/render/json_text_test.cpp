// Written straight out, and read and written as nlohmann does it.
#include "server/render/json_text.h"

#include <doctest/doctest.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <random>

using namespace backfile::render;
using nlohmann::json;

namespace {

std::string as_nlohmann(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

std::string as_text(const std::string& value) {
  JsonText text;
  text.string(value);
  return text.take();
}

std::string as_text(double value) {
  JsonText text;
  text.number(value);
  return text.take();
}

}  // namespace

TEST_CASE("commas stand between values, whatever these begin and end with") {
  JsonText text;
  text.begin_object();
  text.name("a").string("x:");
  text.name("b").begin_array();
  text.begin_array();
  text.end_array();
  text.number(std::uint64_t{7});
  text.string("{");
  text.begin_object();
  text.end_object();
  text.end_array();
  text.name("c").value("null");
  text.end_object();
  CHECK(text.take() == R"({"a":"x:","b":[[],7,"{",{}],"c":null})");
}

TEST_CASE("every byte at every place of a string is written as nlohmann writes it, the broken ones too") {
  for (int byte = 0; byte < 256; ++byte) {
    for (std::size_t at = 0; at < 20; ++at) {
      std::string value = "abcdefghijklmnopqrst";
      value[at] = static_cast<char>(byte);
      CAPTURE(byte);
      REQUIRE(as_text(value) == as_nlohmann(value));
    }
  }
  std::mt19937 random(1912);
  const std::string_view pieces[] = {"a",    "coal strike in Ayr", "\"", "\\", "\n", "\t", "ü", "東京", "🗞", "\x01", "\x7f",
                                     "\xff", "\xe2\x80\xa8"};
  for (int i = 0; i < 2000; ++i) {
    std::string value;
    for (auto left = random() % 12; left > 0; --left) value += pieces[random() % std::size(pieces)];
    CAPTURE(value);
    REQUIRE(as_text(value) == as_nlohmann(value));
  }
}

TEST_CASE("numbers are read again as they were, fractions as fractions") {
  for (const double value : {0.0, 8.0, 8.1, -2.5, 1.0 / 3, 1e-7, 12345678.25, 1e21})
    CHECK(json::parse(as_text(value)).get<double>() == value);
  CHECK(as_text(8.0) == "8.0");
  CHECK(as_text(17.283) == "17.283");
  CHECK(as_text(std::numeric_limits<double>::infinity()) == "null");
}
