// What the json reader does with streams: lists too long to hold, records too long to keep, damage anywhere.
#include <doctest/doctest.h>

#include <random>
#include <string>

#include "collected.h"

namespace backfile::readers {
namespace {

/// As many bytes of `{"title":…}` as asked, made while they are read.
class EndlessList : public source::ByteStream {
 public:
  explicit EndlessList(std::size_t records) : left_(records) {}
  Result<std::size_t> read(char* buffer, std::size_t size) override {
    if (ready_.empty() && left_ > 0) {
      ready_ = left_-- == 1 ? "{\"title\":\"last\"}]}" : "{\"title\":\"t\",\"body\":\"b\"},\n";
    }
    const auto n = std::min(size, ready_.size());
    std::memcpy(buffer, ready_.data(), n);
    ready_.erase(0, n);
    return n;
  }

 private:
  std::string ready_ = "{\"meta\":{\"page\":1},\"articles\":[";
  std::size_t left_;
};

TEST_CASE("a member that the user gives a field to is that field, before every guess") {
  Options options;
  options.column_names = {{"Kop", "title"}, {"title", "section"}, {"brood_tekst", "body"}};
  Collected collected;
  read_bytes("{\"title\":\"haven\",\"headline\":\"No\",\"kop\":\"Storm op zee\",\"broodTekst\":\"De veerboot bleef in de haven.\"}",
             "a.json", collected, 100, options);
  CHECK(collected.articles ==
        std::vector<std::string>{"{\"section\":\"haven\",\"title\":\"Storm op zee\",\"body\":\"De veerboot bleef in de haven.\"}"});
}

TEST_CASE("a list inside an object is read however long it is") {
  EndlessList list(50'000);
  source::Entry entry{"/list.json", "list.json", list};
  struct Counter : Sink {
    std::size_t articles = 0, others = 0;
    bool article(article::Article&&, std::uint64_t) override { return ++articles > 0; }
    void refused(std::uint64_t, const std::string&) override { ++others; }
    void passed_over(std::uint64_t, const std::string&) override { ++others; }
    void warning(std::uint64_t, const std::string&) override { ++others; }
  } counter;
  read_entry(entry, {}, nullptr, counter);
  CHECK(counter.articles == 50'000);
  CHECK(counter.others == 0);
}

TEST_CASE("a record over the limit is refused, and its neighbours are read") {
  Options options;
  options.max_record_bytes = 1000;
  const std::string lines = "{\"title\":\"before\"}\n{\"title\":\"" + std::string(2'000'000, 'x') + "\"}\n{\"title\":\"after\"}\n";
  Collected collected;
  read_bytes(lines, "long.jsonl", collected, 777, options);
  CHECK(collected.articles == std::vector<std::string>{"{\"title\":\"before\"}", "{\"title\":\"after\"}"});
  CHECK(collected.refusals == std::vector<std::string>{"2: is larger than 1000 bytes, the limit for one record"});
}

TEST_CASE("reading stops where the sink has had enough") {
  Collected collected;
  collected.stop_after = 1;
  read_bytes("{\"title\":\"one\"}\n{\"title\":\"two\"}\n", "two.jsonl", collected);
  CHECK(collected.articles.size() == 1);
}

TEST_CASE("an error of the stream is reported after what was readable") {
  struct Failing : source::ByteStream {
    bool given = false;
    Result<std::size_t> read(char* buffer, std::size_t) override {
      if (given) return fail(Code::damaged, "damaged gzip file");
      given = true;
      const std::string_view text = "{\"title\":\"one\"}\n{\"title\":\"tw";
      std::memcpy(buffer, text.data(), text.size());
      return text.size();
    }
  } failing;
  source::Entry entry{"/a.jsonl", "a.jsonl", failing};
  Collected collected;
  read_entry(entry, {}, nullptr, collected);
  CHECK(collected.articles == std::vector<std::string>{"{\"title\":\"one\"}"});
  CHECK(collected.refusals == std::vector<std::string>{"2: damaged gzip file"});
}

TEST_CASE("damaged input ends, and gives the same however it is cut") {
  const std::string whole = R"({"articles":[{"id":"1","title":"One \"q\" \\","tags":["a",{"b":[1,2]}]},
{"id":"2","title":"Two","body":"x"} , {"id":"3","title":"\u00e9"}]}
{"title":"line"}
[{"title":"list"}])";
  std::mt19937 random(20);  // NOLINT: the same every run
  const std::string_view marks = "{}[]\",:\\\n a";
  for (int round = 0; round < 600; ++round) {
    std::string text = whole;
    for (int change = 0; change < 1 + round % 4; ++change) {
      const std::size_t at = random() % text.size();
      if (random() % 2 == 0)
        text[at] = marks[random() % marks.size()];
      else
        text.erase(at, 1 + random() % 9);
    }
    Collected once, again;
    read_bytes(text, "a.json", once);
    read_bytes(text, "a.json", again, 1 + random() % 5);
    INFO(text);
    CHECK(once.articles == again.articles);
    CHECK(once.refusals == again.refusals);
  }
}

TEST_CASE("deep nesting and endless quotes cost linear time") {
  for (const char* piece : {"[", "{\"a\":", "{\"a\":[", "\\\"", "{\"a\":[\n{},\n", "},{\"a\"", "\"", "{\"title\":\"x\",\n"}) {
    std::string text = "[";
    while (text.size() < 400'000) text += piece;
    Collected collected;
    read_bytes(text, "a.json", collected);
    CHECK(collected.articles.empty());
  }
}

}  // namespace
}  // namespace backfile::readers
