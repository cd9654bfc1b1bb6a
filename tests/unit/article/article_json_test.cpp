// Native JSON, as a whole line.
#include "indexer/article/article_json.h"

#include <doctest/doctest.h>

using namespace backfile::article;

TEST_CASE("an article without anything is an empty object") { CHECK(to_json({}) == "{}"); }

TEST_CASE("every field has its name and its place, and the line has no line end") {
  Article a;
  a.id = "1";
  a.url = "https://news.example/1";
  a.source = "The Lantern";
  a.section = "local/harbour";
  a.authors = {"A", "B"};
  a.tags = {"coal"};
  a.language = "en";
  a.page = "A1";
  a.edition = "evening";
  a.title = "„Ice“";
  a.subtitle = "S";
  a.summary = "M";
  a.body = "One.\n\nTwo.";
  a.published = parse_iso("1912-04").value();
  a.modified = parse_iso("1912-04-16T10:00:00+09:00").value();
  a.embargoed = parse_iso("1912-04-17").value();
  a.status = Status::canceled;
  a.corrections = {{parse_iso("1912-04-18").value(), "No ice."}, {{}, "Ice."}};
  CHECK(
      to_json(a) ==
      R"({"id":"1","url":"https://news.example/1","source":"The Lantern","section":"local/harbour","authors":["A","B"],"tags":["coal"],)"
      R"("language":"en","page":"A1","edition":"evening","title":"„Ice“","subtitle":"S","summary":"M","body":"One.\n\nTwo.",)"
      R"("published":"1912-04","date_precision":"month","modified":"1912-04-16T10:00:00+09:00","embargoed":"1912-04-17","status":"canceled",)"
      R"("corrections":[{"date":"1912-04-18","text":"No ice."},{"text":"Ice."}]})");
  a = {};
  a.status = Status::withheld;
  a.title = "bad \xff byte";
  CHECK(to_json(a) == "{\"title\":\"bad \xEF\xBF\xBD byte\",\"status\":\"withheld\"}");
}

TEST_CASE("a scan is written with its boxes, or without them") {
  Article a;
  a.title = "Ice";
  a.body = "Ice came.";
  a.scan.pages = {{"scans/7.jpg", "A1", 4794, 7631, ScanUnit::pixel}, {"", "", 0, 0, ScanUnit::mm10}};
  a.scan.words = {{true, 0, 3, 0, 1, 2, 3, 4}, {false, 0, 3, 0, 5, 6, 7, 8}, {false, 4, 5, 1, -9, 10, 11, 12}};
  a.scan.confidence = 870;
  CHECK(to_json(a) == R"({"title":"Ice","body":"Ice came.","ocr_confidence":0.87,"scan":{"pages":[{"image":"scans/7.jpg","label":"A1",)"
                      R"("width":4794,"height":7631,"unit":"pixel"},{"unit":"mm10"}],"title":[0,3,0,1,2,3,4],)"
                      R"("body":[0,3,0,5,6,7,8,4,5,1,-9,10,11,12]}})");
  CHECK(to_json(a, Boxes::without) == R"({"title":"Ice","body":"Ice came.","ocr_confidence":0.87})");
}
