// Which bytes are taken for a web page.
#include <doctest/doctest.h>

#include <string>

#include "collected.h"
#include "indexer/readers/looks.h"

namespace backfile::readers {
namespace {

TEST_CASE("a web page is known by its beginning, whatever stands before it") {
  for (const char* page :
       {"<!DOCTYPE html><p>x", "\xEF\xBB\xBF  <html>", "<!-- saved --><!-- twice --><body>", "<?xml version=\"1.0\"?>\n<html xmlns=\"x\">",
        "<?xml version='1.0'?><!DOCTYPE html PUBLIC 'a' 'b'><html>", "<style>p {}</style><p>x", "<title>x</title>", "<table border=1>"}) {
    INFO(page);
    CHECK(looks_like(page) == "HTML");
  }
}

TEST_CASE("other markup is no web page") {
  for (const char* other : {"<?xml version=\"1.0\"?><article>", "<rss version=\"2.0\"><channel><title>", "<nitf>",
                            "<?xml version='1.0'?><feed><html>", "<!DOCTYPE lewis SYSTEM \"lewis.dtd\"><REUTERS>"}) {
    INFO(other);
    CHECK(looks_like(other) == "XML");
  }
}

TEST_CASE("any bytes in a page give an article, a refusal or a reason") {
  std::uint32_t state = 11;
  const std::string alphabet = "<>/=\"' abphdivtr&;!-\xC3\xA4";
  for (int round = 0; round < 200; ++round) {
    std::string bytes = "<html>";
    for (int i = 0; i < 600; ++i) {
      state = state * 1664525 + 1013904223;
      bytes += alphabet[(state >> 16) % alphabet.size()];
    }
    Collected collected;
    read_bytes(bytes, "a.html", collected);
    CHECK(collected.articles.size() + collected.refusals.size() == 1);
  }
}

}  // namespace
}  // namespace backfile::readers
