// How fast articles become an archive: the real pipeline with its bulk path, against the plain loop that Xapian's documentation teaches, on
// the same articles in one run. usage: bench_indexing FILE [MAX_ARTICLES] [JOBS]
#include <sys/resource.h>
#include <unistd.h>
#include <xapian.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "indexer/article/article_json.h"
#include "indexer/ingest/pipeline.h"
#include "indexer/readers/reader.h"

using namespace backfile;
namespace fs = std::filesystem;

namespace {

struct Measured {
  double seconds = 0, cpu_seconds = 0;
  std::uintmax_t bytes = 0;
};

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

std::uintmax_t bytes_below(const fs::path& folder) {
  std::uintmax_t bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) bytes += entry.is_regular_file() ? entry.file_size() : 0;
  return bytes;
}

Measured measure(const fs::path& result, const std::function<void()>& work) {
  const auto begun = std::chrono::steady_clock::now();
  const double cpu = cpu_seconds();
  work();
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begun;
  return {taken.count(), cpu_seconds() - cpu, bytes_below(result)};
}

class Keep : public readers::Sink {
 public:
  Keep(std::vector<article::Article>& articles, std::size_t most) : articles_(articles), most_(most) {}
  bool article(article::Article&& article, std::uint64_t) override {
    articles_.push_back(std::move(article));
    return articles_.size() < most_;
  }
  void refused(std::uint64_t, const std::string&) override {}
  void passed_over(std::uint64_t, const std::string&) override {}
  void warning(std::uint64_t, const std::string&) override {}

 private:
  std::vector<article::Article>& articles_;
  std::size_t most_;
};

class Silent : public ingest::Progress {
 public:
  void tick(const ingest::Report&, double) override {}
  void committed(std::uint64_t) override {}
  void refused(const ingest::Refusal&) override {}
  void warned(const ingest::Refusal&) override {}
  void passed_over(const ingest::Refusal&) override {}
};

std::vector<article::Article> read(const std::string& file, std::size_t most) {
  std::vector<article::Article> articles;
  const auto on_entry = [&](source::Entry& entry) {
    Keep keep(articles, most);
    readers::read_entry(entry, {}, nullptr, keep);
    return articles.size() < most;
  };
  source::walk({file}, {}, on_entry, [](const std::string&, const Error&) {});
  return articles;
}

// One WritableDatabase, TermGenerator, default settings: what the getting-started guide does.
void plain_loop(const fs::path& database, const std::vector<article::Article>& articles) {
  Xapian::WritableDatabase out(database.string(), Xapian::DB_CREATE);
  Xapian::TermGenerator generator;
  generator.set_stemmer(Xapian::Stem("english"));
  generator.set_stemming_strategy(Xapian::TermGenerator::STEM_SOME);
  for (const article::Article& article : articles) {
    Xapian::Document document;
    generator.set_document(document);
    generator.set_termpos(0);
    generator.index_text(article.title);
    generator.increase_termpos();
    generator.index_text(article.body);
    document.set_data(article::to_json(article));
    const std::string id = "Q" + article.id;
    document.add_boolean_term(id);
    out.replace_document(id, document);
  }
  out.commit();
}

void print(const char* name, std::size_t articles, const Measured& measured) {
  std::printf("%-10s %8.1f articles/s  %7.1f s  %7.1f s of processor  %8.1f MB\n", name, static_cast<double>(articles) / measured.seconds,
              measured.seconds, measured.cpu_seconds, static_cast<double>(measured.bytes) / 1e6);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: bench_indexing FILE [MAX_ARTICLES] [JOBS]\n");
    return 2;
  }
  const std::size_t most = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : SIZE_MAX;
  const std::vector<article::Article> articles = read(argv[1], most);
  char name[] = "/var/tmp/backfile-bench-XXXXXX";
  const fs::path folder = ::mkdtemp(name);
  const fs::path input = folder / "articles.jsonl";
  {
    std::ofstream out(input);
    for (const article::Article& article : articles) out << article::to_json(article) << '\n';
  }
  ingest::AddOptions options;
  options.archive = (folder / "archive").string();
  options.jobs = argc > 3 ? static_cast<unsigned>(std::strtoul(argv[3], nullptr, 10)) : 0;
  Silent silent;
  bool complete = false;
  const Measured ours = measure(options.archive, [&] {
    auto report = ingest::add({input.string()}, options, silent);
    complete = report && report->added == articles.size();
  });
  print("backfile", articles.size(), ours);
  const Measured plain = measure(folder / "plain", [&] { plain_loop(folder / "plain", articles); });
  print("plain loop", articles.size(), plain);
  std::printf("ratio      %8.2f times the speed, %.2f times the processor's work, %.2f times the bytes\n", plain.seconds / ours.seconds,
              ours.cpu_seconds / plain.cpu_seconds, static_cast<double>(ours.bytes) / static_cast<double>(plain.bytes));
  fs::remove_all(folder);
  if (!complete) std::fprintf(stderr, "not every article was added\n");
  return complete ? 0 : 1;
}
