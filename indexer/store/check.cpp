#include "indexer/store/check.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <set>
#include <sstream>

#include "indexer/article/stored.h"
#include "indexer/schema/fields.h"
#include "indexer/store/child.h"
#include "indexer/store/databases.h"
#include "indexer/store/manifest.h"
#include "indexer/store/moves.h"
#include "indexer/store/sums.h"
#include "indexer/store/xapian_errors.h"

#ifdef __SANITIZE_ADDRESS__
// Xapian::Database::check (1.4.22) deletes a table through a base class without a virtual destructor, 8 bytes short; glibc does not mind.
// Only here does Backfile's own code have to do without this one check of the sanitizer's.
extern "C" const char* __asan_default_options() { return "new_delete_type_mismatch=0"; }  // NOLINT(bugprone-reserved-identifier)
#endif

namespace backfile::store {
namespace {

constexpr std::size_t kMaxProblems = 100;
constexpr int kRounds = 5;  // a writer that commits during every one of these is busier than a check can follow
constexpr const char* kCountMark = "articles ";
constexpr const char* kProblemMark = "problem ";

using Report = std::function<void(const std::string&)>;

void add_problem(CheckReport& report, std::string problem) {
  if (report.problems.size() < kMaxProblems) report.problems.push_back(std::move(problem));
}

// Every article: its stored form decodes, and the id in it is the one it is found under, here alone.
void read_articles(const std::string& path, const Report& report) {
  const Xapian::Database database(path, Xapian::DB_BACKEND_GLASS);
  std::uint64_t sound = 0, seen = 0, problems = 0;
  const auto problem = [&](const std::string& text) {
    if (++problems <= kMaxProblems) report(kProblemMark + text);
  };
  for (auto posting = database.postlist_begin({}); posting != database.postlist_end({}); ++posting) {
    ++seen;
    const Xapian::Document document = database.get_document(*posting, Xapian::DOC_ASSUME_VALID);
    if (has_term(database, *posting, schema::held_term("gone"))) continue;
    const auto article = article::decode(document.get_data());
    if (!article) {
      problem("document " + std::to_string(*posting) + " cannot be read: " + article.error().message);
      continue;
    }
    const std::string term = schema::id_term(article->id);
    const auto found = database.postlist_begin(term);
    if (found == database.postlist_end(term) || *found != *posting || database.get_termfreq(term) != 1) {
      problem("article " + article->id + " is not found under its id");
      continue;
    }
    ++sound;
  }
  if (seen != database.get_doccount()) {
    problem("holds " + std::to_string(seen) + " articles and states " + std::to_string(database.get_doccount()));
  }
  report(kCountMark + std::to_string(sound));
}

// By Xapian's checker. A chunk of positions (glass/position_chunks.h) whose first document was deleted is to it a stray list of that
// document's: until the next merge there may be such, and nobody reads what they have of it.
std::size_t errors_of_structure(const std::string& path) {
  std::stringstream said;
  std::size_t errors = Xapian::Database::check(path, 0, &said);
  for (std::string line; std::getline(said, line);) {
    const bool is_of_deleted = line.starts_with("Position list entry for document ") && line.ends_with("doesn't exist or has no terms");
    if (is_of_deleted && errors > 0) --errors;
  }
  return errors;
}

void check_database(const std::string& path, const Report& report) {
  auto checked = guarded([&] {
    const std::size_t errors = errors_of_structure(path);
    if (errors != 0) report(kProblemMark + std::to_string(errors) + " errors in its structure");
    read_articles(path, report);
  });
  if (!checked) report(kProblemMark + checked.error().message);
}

// An article in two databases would be found twice: all of them together must know each id once, but for those that a writer was moving
// when it was killed, which the next one settles.
void check_ids(const std::string& archive, const Manifest& manifest, const Report& report) {
  auto checked = guarded([&] {
    Xapian::Database all;
    std::set<std::string> moving;
    for (const std::string& name : manifest.all()) {
      const Xapian::Database database(archive + "/" + name, Xapian::DB_BACKEND_GLASS);
      for (std::string& id : moved_ids(database)) moving.insert(std::move(id));
      all.add_database(database);
    }
    const std::string prefix = schema::id_term({});
    std::uint64_t ids = 0, repeated = 0, twice = 0;
    for (auto term = all.allterms_begin(prefix); term != all.allterms_end(prefix); ++term) {
      ++ids;
      if (term.get_termfreq() == 2 && moving.contains((*term).substr(prefix.size()))) {
        ++twice;
        continue;
      }
      if (term.get_termfreq() == 1 || ++repeated > kMaxProblems) continue;
      report(kProblemMark + ("article " + (*term).substr(prefix.size())) + " is in the archive " + std::to_string(term.get_termfreq()) +
             " times");
    }
    if (repeated == 0 && ids + twice != all.get_doccount()) {
      report(kProblemMark + std::to_string(all.get_doccount()) + " articles have " + std::to_string(ids) + " ids");
    }
  });
  if (!checked) report(kProblemMark + checked.error().message);
}

Result<void> take_findings(const std::string& of, const std::function<void(const Report&)>& work, unsigned seconds, CheckReport& report) {
  auto child = run_in_child(work, seconds);
  if (!child) return tl::unexpected<Error>(child.error());
  for (const std::string& line : child->lines) {
    if (line.starts_with(kCountMark)) {
      std::uint64_t articles = 0;
      const std::size_t skip = std::char_traits<char>::length(kCountMark);
      std::from_chars(line.data() + skip, line.data() + line.size(), articles);
      report.articles += articles;
    } else {
      add_problem(report, of + ": " + (line.starts_with(kProblemMark) ? line.substr(std::char_traits<char>::length(kProblemMark)) : line));
    }
  }
  if (!child->ended_badly.empty()) add_problem(report, of + " is damaged: reading it " + child->ended_badly);
  return {};
}

// What tells that a writer was at work during the check: the manifest, and the state of every database. In a child as well: a damaged one
// can crash Xapian when it is opened.
std::string state_of(const std::string& archive, const Manifest& manifest, unsigned seconds) {
  std::string state = std::to_string(manifest.generation);
  for (const std::string& name : manifest.all()) {
    const auto look = [&](const Report& say) {
      auto revision = guarded([&] { return Xapian::Database(archive + "/" + name, Xapian::DB_BACKEND_GLASS).get_revision(); });
      if (revision) say(std::to_string(*revision));
    };
    auto looked = run_in_child(look, seconds);
    state += " " + (looked && !looked->lines.empty() ? looked->lines.front() : std::string());
  }
  return state;
}

Result<CheckReport> check_once(const std::string& archive, const Manifest& manifest, const CheckOptions& options) {
  CheckReport report;
  report.databases = manifest.all().size();
  for (const std::string& name : manifest.all()) {
    const std::string path = archive + "/" + name;
    auto sums = verify_sums(path);
    if (!sums) add_problem(report, name + ": " + sums.error().message);
    if (sums && sums->present) ++report.summed_databases;
    if (sums) {
      for (const std::string& file : sums->damaged) add_problem(report, name + ": " + file + " is damaged: it differs from its checksum");
    }
    auto taken = take_findings(
        name, [&](const Report& say) { check_database(path, say); }, options.seconds_per_database, report);
    if (!taken) return tl::unexpected<Error>(taken.error());
  }
  if (manifest.all().empty()) return report;
  auto taken = take_findings(
      "archive", [&](const Report& say) { check_ids(archive, manifest, say); }, options.seconds_per_database, report);
  if (!taken) return tl::unexpected<Error>(taken.error());
  return report;
}

}  // namespace

Result<CheckReport> check(const std::string& archive, const CheckOptions& options) {
  for (int round = 1;; ++round) {
    auto manifest = read_manifest(archive);
    if (!manifest) return tl::unexpected<Error>(manifest.error());
    const std::string before = state_of(archive, *manifest, options.seconds_per_database);
    auto report = check_once(archive, *manifest, options);
    if (!report || report->sound() || round == kRounds) return report;
    auto after = read_manifest(archive);
    if (after && state_of(archive, *after, options.seconds_per_database) == before) return report;
  }
}

}  // namespace backfile::store
