#include "indexer/ingest/pipeline.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "indexer/schema/fields.h"
#include "indexer/store/check.h"
#include "indexer/store/reader.h"
#include "indexer/store/writer.h"

using namespace backfile;
using namespace backfile::ingest;

namespace {

struct Kept : Progress {
  std::vector<std::uint64_t> acknowledged;
  std::uint64_t refusals = 0, warnings = 0, passed = 0;
  void tick(const Report&, double) override {}
  void committed(std::uint64_t records) override { acknowledged.push_back(records); }
  void refused(const Refusal&) override { ++refusals; }
  void warned(const Refusal&) override { ++warnings; }
  void passed_over(const Refusal&) override { ++passed; }
};

struct Run {
  std::string folder, archive;
  Kept progress;

  Run() {
    char name[] = "/tmp/backfile-ingest-XXXXXX";
    folder = ::mkdtemp(name);
    archive = folder + "/archive";
  }
  ~Run() { std::filesystem::remove_all(folder); }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  static std::string line(const std::string& id, const std::string& word) {
    return "{\"id\":\"" + id + "\",\"title\":\"Report " + id + "\",\"body\":\"The " + word +
           " was seen from the harbour wall.\",\"language\":\"en\"}\n";
  }

  std::string file(const std::string& name, const std::string& content) const {
    std::ofstream(folder + "/" + name) << content;
    return folder + "/" + name;
  }

  Report load(const std::string& path) {
    AddOptions options;
    options.archive = archive;
    options.jobs = 2;
    progress.acknowledged.clear();
    auto report = add({path}, options, progress);
    REQUIRE_MESSAGE(report, report.error().message);
    CHECK(report->read == report->added + report->replaced + report->unchanged + report->refused);
    if (report->read > 0) CHECK(progress.acknowledged.back() == report->read);
    return *report;
  }

  std::uint64_t with_word(const std::string& word) const {
    auto reader = store::Reader::open(archive);
    REQUIRE(reader);
    return (*reader)->database().get_termfreq(schema::word_term(word));
  }

  void must_be_sound(std::uint64_t articles) const {
    auto report = store::check(archive);
    REQUIRE(report);
    for (const std::string& problem : report->problems) MESSAGE(problem);
    CHECK(report->sound());
    CHECK(report->articles == articles);
  }
};

std::string many(unsigned count, const std::string& word) {
  std::string lines;
  for (unsigned i = 0; i < count; ++i) lines += Run::line("n" + std::to_string(i), word);
  return lines;
}

}  // namespace

TEST_CASE_FIXTURE(Run, "a few articles: added, then unchanged, then replaced") {
  CHECK(load(file("a.jsonl", many(20, "comet"))).added == 20);
  CHECK(load(file("a.jsonl", many(20, "comet"))).unchanged == 20);
  const Report third = load(file("a.jsonl", many(20, "comet") + line("n7", "flood")));
  CHECK(third.replaced == 1);
  CHECK(third.unchanged == 20);
  CHECK(with_word("flood") == 1);
  CHECK(with_word("comet") == 19);
  must_be_sound(20);
}

TEST_CASE_FIXTURE(Run, "many articles go through the bulk path and are there once each") {
  const Report first = load(file("a.jsonl", many(1500, "comet")));
  CHECK(first.added == 1500);
  must_be_sound(1500);
  const Report second = load(file("a.jsonl", many(1500, "comet")));
  CHECK(second.unchanged == 1500);
  const Report third = load(file("a.jsonl", many(2100, "flood")));
  CHECK(third.replaced == 1500);
  CHECK(third.added == 600);
  CHECK(with_word("comet") == 0);
  CHECK(with_word("flood") == 2100);
  must_be_sound(2100);
}

TEST_CASE_FIXTURE(Run, "of an id that comes several times in one run the last form stays, whichever path is taken") {
  for (const unsigned count : {10u, 900u}) {
    const std::string word = "comet" + std::to_string(count);
    std::string lines = line("twice", "first" + word) + many(count, word) + line("twice", "second" + word) +
                        line("twice", "second" + word) + line("twice", "third" + word);
    load(file("a.jsonl", lines));
    CHECK(with_word("first" + word) == 0);
    CHECK(with_word("second" + word) == 0);
    CHECK(with_word("third" + word) == 1);
  }
  must_be_sound(901);
}

TEST_CASE_FIXTURE(Run, "a bad record is refused with its place, and the rest lands") {
  const Report report = load(file("a.jsonl", line("a1", "comet") + "{\"id\":\"a2\",\"title\":}\n" + line("a3", "comet")));
  CHECK(report.added == 2);
  CHECK(report.refused == 1);
  CHECK(progress.refusals == 1);
  REQUIRE(report.first_refusals.size() == 1);
  CHECK(report.first_refusals[0].record == 2);
  must_be_sound(2);
}

TEST_CASE_FIXTURE(Run, "articles without id and URL are known again by their file and place") {
  const std::string content = "{\"title\":\"One\",\"body\":\"A comet.\"}\n{\"title\":\"Two\",\"body\":\"A flood.\"}\n";
  CHECK(load(file("a.jsonl", content)).added == 2);
  CHECK(load(file("a.jsonl", content)).unchanged == 2);
  must_be_sound(2);
}

TEST_CASE_FIXTURE(Run, "what is missing is one refusal, and an archive is there all the same") {
  const Report report = load(folder + "/nothing.jsonl");
  CHECK(report.refused == 1);
  CHECK(report.added == 0);
  must_be_sound(0);
}

TEST_CASE_FIXTURE(Run, "removed articles are gone, unknown ids are named") {
  load(file("a.jsonl", many(5, "comet")));
  const auto report = ingest::remove(archive, {"n1", "nobody", "n3"});
  REQUIRE(report);
  CHECK(report->deleted == 2);
  CHECK(report->unknown == std::vector<std::string>{"nobody"});
  must_be_sound(3);
  CHECK(load(folder + "/a.jsonl").added == 2);
}
