// The issue: what all its articles have in common, one article after another, then pages that belong to none.
#include "indexer/readers/mets_issue.h"

#include <algorithm>
#include <map>

#include "indexer/readers/mets_article.h"
#include "indexer/readers/mets_description.h"
#include "indexer/readers/mets_headline.h"
#include "indexer/source/neighbours.h"
#include "indexer/text/charset.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

using markup::Node;

std::string clean_line(std::string_view text) { return text::one_line(text::clean(std::string(text))); }

/// Words in the type of a METS that is no newspaper.
bool is_book(const Mets& mets) {
  std::string types = wording::lower(mets.top()->attribute("TYPE")) + " ";
  for (const Node* map : mets.maps)
    if (const Node* div = map->child("div")) types += wording::lower(div->attribute("TYPE")) + " ";
  for (const char* news : {"newspaper", "issue", "periodical", "journal", "article", "serial"})
    if (types.find(news) != types.npos) return false;
  for (const char* book : {"monograph", "book", "manuscript", "dissertation", "multivolume"})
    if (types.find(book) != types.npos) return true;
  return false;
}

struct Issue {
  std::string identity;  // what its articles' ids begin with; empty where nothing names it
  std::string source, language, edition;
  article::Date date;
};

/// Two issues must not have the same: the document's identifier, or, since some libraries give all issues one, everything that tells issues
/// apart, with the file's name, and its folder's where files are all called alike.
std::string identity_of(const Mets& mets, const Issue& issue, const std::vector<std::string>& identifiers, const std::string& path) {
  std::string identity = clean_line(mets.top()->attribute("OBJID"));
  for (const std::string& identifier : identifiers) identity += "|" + identifier;
  if (identity.empty() && !issue.date) return {};
  const auto slash = path.find_last_of("/!");
  const std::string name = path.substr(slash + 1), folder = slash == path.npos ? std::string() : path.substr(0, slash);
  identity += "|" + article::to_iso(issue.date) + "|" + issue.edition + "|" + name;
  const bool telling = name.find_first_of("0123456789") != name.npos;
  if (!telling) identity += "|" + folder.substr(folder.find_last_of("/!") + 1);
  return identity;
}

/// path: the METS's own, as in source::Entry.
Issue issue_of(const Mets& mets, MetsDescriptions& descriptions, const std::string& path) {
  MetsDescription description;
  std::vector<std::string> labels;
  const auto look_at = [&](const Node* div) {
    for (; div && div->is("div"); div = div->parent) {
      complete(description, descriptions.of(*div));
      labels.push_back(clean_line(div->attribute("LABEL")));
    }
  };
  look_at(issue_div(mets));
  for (auto map = mets.maps.rbegin(); map != mets.maps.rend(); ++map) look_at((*map)->child("div"));
  labels.push_back(clean_line(mets.top()->attribute("LABEL")));
  if (description.titles.empty() && description.host.empty() && !description.date) {
    // No division names a description: those that no article has are the issue's.
    for (const auto& [id, section] : mets.descriptions)
      if (mets.descriptions.size() == 1) complete(description, describe(*section));
  }
  Issue issue;
  issue.date = description.date;
  issue.source = newspaper_title(!description.host.empty()    ? description.host
                                 : description.titles.empty() ? ""
                                                              : description.titles.front());
  for (const std::string& label : labels) {
    const LabelDate found = date_in_label(label);
    if (!issue.date) issue.date = found.date;
    if (issue.source.empty()) issue.source = found.date ? found.before : newspaper_title(label);
  }
  issue.language = description.language;
  issue.edition = description.edition;
  issue.identity = identity_of(mets, issue, description.identifiers, path);
  return issue;
}

class IssueReading {
 public:
  IssueReading(const Mets& mets, Input& input, Sink& sink)
      : mets_(mets), sink_(sink), descriptions_(mets), pages_(mets, input, sink), issue_(issue_of(mets, descriptions_, input.path)) {}

  void run() {
    if (pages_.found_none()) {
      sink_.refused(1, pages_.named() == 1 ? "the page that it names is not there"
                                           : "none of the " + std::to_string(pages_.named()) + " pages that it names is there");
      return;
    }
    constexpr std::size_t kAtFirst = 64;
    const auto& files = pages_.files();
    pages_.load({files.begin(), files.begin() + static_cast<std::ptrdiff_t>(std::min(kAtFirst, files.size()))});
    for (const MetsUnit& unit : mets_units(mets_)) {
      if (!go_on_) return;
      read(unit);
    }
    for (const std::size_t file : files) {
      if (!go_on_) return;
      read_rest(file);
    }
    if (record_ == 0) sink_.passed_over(1, "no page has any text");
  }

 private:
  /// The parts by the page that they are on.
  static std::map<std::size_t, std::vector<const MetsPart*>> by_file(const MetsUnit& unit) {
    std::map<std::size_t, std::vector<const MetsPart*>> parts;
    for (const MetsPart& part : unit.parts) parts[part.area.file].push_back(&part);
    return parts;
  }

  /// False where the unit is on more pages than are held at once: no article is, and its pages are read one by one.
  bool load_for(const MetsUnit& unit) {
    constexpr std::size_t kMostPages = 64;
    std::vector<std::size_t> files;
    for (const auto& [file, parts] : by_file(unit)) files.push_back(file);
    if (files.size() > kMostPages) return false;
    pages_.load(files);
    return true;
  }

  void read(const MetsUnit& unit) {
    const auto is_text = [](const MetsPart& part) { return part.role == MetsRole::text; };
    const bool has_text = std::any_of(unit.parts.begin(), unit.parts.end(), is_text);
    if (unit.kind == MetsUnit::Kind::article || (unit.kind == MetsUnit::Kind::section && has_text)) return read_unit(unit);
    if (unit.kind == MetsUnit::Kind::loose) return read_loose(unit);
    // Said already: a section's name by its articles, the paper's own by all of them.
    if (!load_for(unit)) return;
    ArticleWords words(pages_, ++number_);
    for (const MetsPart& part : unit.parts) words.add(part.area, part.role);
  }

  void read_unit(const MetsUnit& unit) {
    if (!load_for(unit)) return read_loose(unit);
    ArticleWords words(pages_, ++number_);
    std::size_t missing = 0;
    for (const MetsPart& part : unit.parts) missing += !words.add(part.area, part.role);
    const std::string name = clean_line(unit.div->attribute("ID"));
    ++record_;
    if (words.empty()) {
      sink_.passed_over(record_, "the division " + name + " has no words" + (missing > 0 ? " that could be found" : ""));
      return;
    }
    if (missing > 0)
      sink_.warning(record_, std::to_string(missing) + " of " + std::to_string(unit.parts.size()) + " parts of the division " + name +
                                 " are not on the pages");
    article::Article article = begun(words);
    const MetsDescription description = descriptions_.of(*unit.div);
    article.authors = description.authors;
    if (!description.language.empty()) article.language = description.language;
    article.section = unit.section;
    fill_article(words, {clean_line(unit.div->attribute("LABEL")), description.titles, issue_.source}, article);
    if (!is_readable(article)) return sink_.passed_over(record_, "the division " + name + " holds marks, and no word that could be read");
    give(std::move(article), name.empty() ? "division " + std::to_string(number_) : name);
  }

  /// What stands between articles, page by page.
  void read_loose(const MetsUnit& unit) {
    for (const auto& [file, parts] : by_file(unit)) {
      pages_.load({file});
      ArticleWords words(pages_, ++number_);
      for (const MetsPart* part : parts) words.add(part->area, MetsRole::text);
      if (!words.empty()) give_page(words, clean_line(unit.div->attribute("ID")) + " " + std::string(mets_.files[file].id));
    }
  }

  /// What no article has: all of a page, or blocks that were forgotten when articles were made of the others.
  void read_rest(std::size_t file) {
    const std::vector<std::uint32_t>& taken = pages_.taken(file);
    if (std::none_of(taken.begin(), taken.end(), [](std::uint32_t number) { return number == 0; })) return;
    const bool whole = std::all_of(taken.begin(), taken.end(), [](std::uint32_t number) { return number == 0; });
    pages_.load({file});
    ArticleWords words(pages_, ++number_);
    words.add_rest(file, whole);
    if (!words.empty()) give_page(words, "page " + std::string(mets_.files[file].id));
  }

  static bool is_readable(const article::Article& article) {
    // Marks between the words are common in a bad recognition.
    return !article.title.empty() || has_word(article.body);
  }

  article::Article begun(const ArticleWords& words) const {
    article::Article article;
    const std::size_t file = words.files().front();
    article.source = issue_.source;
    article.published = issue_.date;
    article.edition = issue_.edition;
    article.language = issue_.language.empty() ? pages_.page(file)->language : issue_.language;
    article.page = pages_.described(file).label;
    return article;
  }

  void give_page(ArticleWords& words, const std::string& name) {
    ++record_;
    article::Article article = begun(words);
    fill_article(words, {{}, {}, {}}, article);
    if (!is_readable(article)) return sink_.passed_over(record_, "the rest of page " + article.page + " holds no word that could be read");
    article.title = issue_.source;
    if (issue_.date) article.title += (article.title.empty() ? "" : ", ") + article::to_iso(issue_.date);
    if (!article.page.empty()) article.title += (article.title.empty() ? "Page " : ", page ") + article.page;
    give(std::move(article), name);
  }

  void give(article::Article&& article, const std::string& name) {
    if (!issue_.identity.empty()) article.id = issue_.identity + "#" + name;
    go_on_ = sink_.article(std::move(article), record_);
  }

  const Mets& mets_;
  Sink& sink_;
  MetsDescriptions descriptions_;
  MetsPages pages_;
  Issue issue_;
  std::uint32_t number_ = 0;  // of the article, for what words are taken
  std::uint64_t record_ = 0;
  bool go_on_ = true;
};

}  // namespace

void read_mets_issue(Input& input, Sink& sink) {
  const Mets mets = read_mets(input.bytes, input.options);
  for (const std::string& problem : mets.problems) sink.warning(1, problem);
  std::size_t candidates = 0;
  for (std::size_t i = 0; i < mets.files.size(); ++i) candidates += mets.may_be_alto(i);
  if (!mets.broken.empty() && (candidates == 0 || !mets.top())) return sink.refused(1, mets.broken);
  if (!mets.top() || candidates == 0) return sink.passed_over(1, "a METS that names no pages of text");
  if (is_book(mets)) return sink.passed_over(1, "a METS of a book, not of a newspaper");
  if (!input.neighbours) return sink.refused(1, "the pages that it names cannot be reached from standard input");
  if (!mets.broken.empty()) sink.warning(1, "read only as far as it goes: " + mets.broken);
  IssueReading(mets, input, sink).run();
}

}  // namespace backfile::readers
