// `read`: what the readers make of the input, as native JSON lines. Indexes nothing.
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "indexer/article/article_json.h"
#include "indexer/article/id.h"
#include "indexer/article/language.h"
#include "indexer/commands/command.h"
#include "indexer/commands/options.h"

namespace backfile::commands {

namespace {

/// Prints each article as `add` would take it: with the archive's id and the recognised language.
class PrintingSink : public readers::Sink {
 public:
  void begin(const source::Entry& entry) {
    path_ = entry.path;
    name_ = entry.name;
  }
  bool article(article::Article&& article, std::uint64_t record) override {
    article.id = article::assign_id(article, {path_, record});
    if (article.language.empty()) article.language = article::detect_language(article.title, article.body);
    std::cout << article::to_json(article) << '\n';
    ++articles_;
    return static_cast<bool>(std::cout);
  }
  void refused(std::uint64_t record, const std::string& reason) override {
    say(record, reason);
    ++refused_;
  }
  void passed_over(std::uint64_t record, const std::string& reason) override { say(record, "passed over: " + reason); }
  void warning(std::uint64_t record, const std::string& what) override { say(record, "warning: " + what); }
  void refused_entry(const std::string& name, const std::string& reason) {
    name_ = name;
    refused(0, reason);
  }
  int status() const { return refused_ == 0 ? kAllWell : articles_ ? kSomeRefused : kNothingDone; }

 private:
  void say(std::uint64_t record, const std::string& reason) const {
    std::cerr << (name_.empty() ? "-" : name_);
    if (record) std::cerr << ", record " << record;
    std::cerr << ": " << reason << '\n';
  }
  std::string path_, name_;
  std::uint64_t articles_ = 0, refused_ = 0;
};

int run(ReadingOptions& options) {
  auto format = checked_format(options);
  if (!format) return failed(format.error());
  PrintingSink sink;
  source::walk(
      options.paths, source::Limits{},
      [&](source::Entry& entry) {
        sink.begin(entry);
        readers::read_entry(entry, options.defaults, *format, sink);
        return static_cast<bool>(std::cout);
      },
      [&](const std::string& name, const Error& error) { sink.refused_entry(name, error.message); });
  return sink.status();
}

}  // namespace

void install_read(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("read", "Prints what would be indexed as native JSON lines, and indexes nothing");
  auto options = std::make_shared<ReadingOptions>();
  reading_options(*command, *options);
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace backfile::commands
