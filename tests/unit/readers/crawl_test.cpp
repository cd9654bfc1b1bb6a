// What the readers of crawls do with streams: records too long to hold, damage in the middle, news in other formats than HTML.
#include <doctest/doctest.h>

#include <string>

#include "collected.h"

namespace backfile::readers {
namespace {

std::string page(const std::string& title) {
  return "<!DOCTYPE html><html><head><title>" + title +
         "</title></head><body><p>The ferry between the islands stops at noon on Saturday, the harbour office said.</p></body></html>";
}

std::string record(const std::string& path, const std::string& type, const std::string& payload) {
  const std::string content = "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n\r\n" + payload;
  return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/" + path +
         "\r\nWARC-Date: 2019-05-04T10:00:00Z\r\nContent-Type: application/http\r\nContent-Length: " + std::to_string(content.size()) +
         "\r\n\r\n" + content + "\r\n\r\n";
}

std::string titles(const Collected& collected) {
  std::string all;
  for (const auto& line : collected.articles) {
    const std::string key = "\"title\":\"";
    const auto at = line.find(key) + key.size();
    all += line.substr(at, line.find('"', at) - at) + ";";
  }
  return all;
}

TEST_CASE("a record over the limit is not held: a page is refused, a film passed over, and what follows is read") {
  Options options;
  options.max_record_bytes = 500'000;
  const std::string padding(3'000'000, 'x');
  Collected collected;
  read_bytes(record("a", "text/html", page("before")) + record("b", "text/html", page("long") + padding) +
                 record("c", "video/mp4", padding) + record("d", "text/html", page("after")),
             "a.warc", collected, 777, options);
  CHECK(titles(collected) == "before;after;");
  CHECK(collected.refusals ==
        std::vector<std::string>{"2: is larger than 500000 bytes, the limit for one record", "3: passed over: video/mp4"});
}

/// Fails once in the middle and goes on behind it, as a gzip file with a damaged member does.
class Damaged : public BytesInSteps {
 public:
  Damaged(std::string_view before, std::string_view behind) : BytesInSteps(before, 100), behind_(behind, 100) {}
  Result<std::size_t> read(char* buffer, std::size_t size) override {
    if (resumed_) return behind_.read(buffer, size);
    auto got = BytesInSteps::read(buffer, size);
    if (*got == 0) return fail(Code::damaged, "damaged gzip file");
    return got;
  }
  bool resume() override { return !std::exchange(resumed_, true); }

 private:
  BytesInSteps behind_;
  bool resumed_ = false;
};

TEST_CASE("damage in the middle costs the record it hits; at a record's end it costs none") {
  const std::string one = record("1", "text/html", page("one")), two = record("2", "text/html", page("two"));
  const std::string three = record("3", "text/html", page("three"));
  const std::string before = one + two.substr(0, two.size() - 40), behind = three;
  Damaged stream(before, behind);
  source::Entry entry{"/a", "a.warc", stream};
  Collected collected;
  read_entry(entry, {}, nullptr, collected);
  CHECK(titles(collected) == "one;three;");
  CHECK(collected.refusals == std::vector<std::string>{"2: damaged gzip file"});

  const std::string whole = one + two;
  Damaged at_end(whole, behind);
  source::Entry again{"/a", "a.warc", at_end};
  Collected second;
  read_entry(again, {}, nullptr, second);
  CHECK(titles(second) == "one;two;three;");
  CHECK(second.refusals == std::vector<std::string>{"3: damaged gzip file"});
}

TEST_CASE("a feed in a crawl gives its items, but for those whose page is there") {
  const std::string feed =
      "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>The Post</title>"
      "<item><title>known</title><link>https://post.example/1</link><guid "
      "isPermaLink=\"false\">77</guid><description>d</description></item>"
      "<item><title>new</title><link>https://post.example/2</link><description>The pier is closed.</description></item>"
      "</channel></rss>";
  Collected collected;
  read_bytes(record("1", "text/html", page("known")) + record("feed", "application/rss+xml", feed), "a.warc", collected);
  CHECK(titles(collected) == "known;new;");
  CHECK(collected.refusals == std::vector<std::string>{"2: passed over: a feed's item whose page is in the crawl"});
}

}  // namespace
}  // namespace backfile::readers
