#include "indexer/page/printed_authors.h"

#include <algorithm>
#include <utility>

#include "indexer/page/author_labels.h"
#include "indexer/page/date_phrase.h"
#include "indexer/page/site_name.h"
#include "indexer/text/charset.h"
#include "indexer/wording/byline.h"
#include "indexer/wording/publication.h"
#include "indexer/wording/words.h"

namespace backfile::page {
namespace {

constexpr std::size_t kLongestByline = 160;
constexpr std::size_t kRunningText = 120;
constexpr std::size_t kLongestUnmarked = 80;
constexpr std::size_t kLabelEnd = 12;                                 // where the colon of `Autorin:` stands at the latest
constexpr std::size_t kBefore = 400, kNear = 1'000, kRather = 3'000;  // bytes between headline and byline

double nearness(const Line& line, const Line* headline) {
  if (!headline) return line.at < kRather ? 0.5 : 0;
  if (line.at <= headline->at) return headline->at - line.at < kBefore ? 1 : -0.5;
  const std::size_t distance = line.at - headline->at;
  return distance < kNear ? 2 : distance < kRather ? 1 : 0;
}

bool looks_like_names(const std::vector<std::string>& names) {
  return !names.empty() && std::all_of(names.begin(), names.end(),
                                       [](const std::string& name) { return wording::is_names(name) && wording::words(name).size() <= 5; });
}

bool is_one_word(const std::string& name) { return wording::words(name).size() < 2 && !is_desk(name); }

struct Candidate {
  double weight, near;
  Authors authors;
};

/// `Ruth Calder`, `(Ruth Calder)`: a line that is a name and nothing else.
std::string_view signature(const Line& line) {
  constexpr std::size_t kLongest = 40;
  if (line.text.size() > kLongest || line.link || line.heading > 0 || (line.zone & kAside)) return {};
  if (line.element->is("figcaption") || line.element->is("figure") || line.element->is("li") || line.element->is("td") ||
      line.element->is("span"))
    return {};
  if (line.text.find(':') != std::string::npos) return {};  // `Address: Mill Lane`
  const auto name = wording::strip_punctuation(line.text);
  return wording::is_personal_name(name) ? name : std::string_view();
}

Authors marked_names(const Line& line, const Site& site) {
  Authors authors = authors_of({line.text}, site);
  if (looks_like_names(authors.names)) return authors;
  const std::string rest = without_dates(line.text);
  Authors behind = authors_of({std::string(behind_author_label(rest))}, site);
  return looks_like_names(behind.names) ? behind : authors;
}

/// A name that no word and no class says is the author's: beside a date, or alone right at the headline.
Authors unmarked_names(const Line& line, bool next_to_headline, const Site& site) {
  if (line.text.size() > kLongestUnmarked) return {};
  const bool dated = !dates_in(line.text, {}).empty();
  const std::string rest = without_dates(line.text);
  std::vector<std::string> people;
  AuthorKind kind = AuthorKind::none;
  for (const auto& part : title_parts(rest)) {
    const std::string name = text::one_line(wording::strip_punctuation(part));
    const AuthorKind own = kind_of_author(name, site);
    if (own == AuthorKind::none || own < kind) continue;
    if (own == AuthorKind::person && !(wording::is_personal_name(name) && (dated || next_to_headline))) continue;
    if (own == AuthorKind::collective && !is_desk(name)) continue;
    if (own > kind) people.clear();
    kind = own;
    people.push_back(name);
  }
  return {std::move(people), kind};
}

class Weigher {
 public:
  Weigher(const Line* headline, const Site& site) : headline_(headline), site_(site) {}

  /// before: the line before it, if any.
  void look_at(const Line& line, const Line* before) {
    if (line.heading > 0) teaser_ = headline_ && &line != headline_ && (line.link || (line.zone & kAside)) && line.at > headline_->at;
    if (headline_ && line.at > headline_->at) ++after_;
    if (line.text.size() >= kRunningText) unsign();
    fresh_ = false;
    const bool after_text = std::exchange(after_text_, line.text.size() >= kRunningText);
    if (line.cut || line.text.size() > kLongestByline || &line == headline_ || (line.zone & (kComments | kHidden))) return;
    const double near = nearness(line, headline_);
    const bool hinted = (line.hints & kAuthorHint) != 0;
    const bool labelled = begins_with_author_label(line.text) &&
                          (hinted || near >= 1 || wording::is_byline(without_dates(line.text)) || line.text.find(':') < kLabelEnd);
    const bool label_before = before && is_author_label(before->text);
    Authors authors;
    if (hinted || labelled || label_before)
      authors = marked_names(line, site_);
    else if (near >= 1 && line.heading == 0 && !behind_author_label(line.text).empty() && line.text.size() <= kLongestUnmarked)
      authors = marked_names(line, site_);
    const bool in_article = hinted && !(line.zone & kAside);
    if (!in_article && !(labelled && wording::is_byline(line.text)) && std::any_of(authors.names.begin(), authors.names.end(), is_one_word))
      authors = {};
    if (authors.names.empty() && near >= 1 && line.heading == 0 && !(line.hints & kSubtitleHint))
      authors = unmarked_names(line, headline_ && line.at > headline_->at && after_ == 1, site_);
    if (authors.names.empty() && headline_ && line.at > headline_->at && after_text) sign(line);
    if (authors.names.empty()) return;
    const bool names = looks_like_names(authors.names);
    if (!names && !(hinted && wording::words(line.text).size() <= 3)) return;
    double weight = near + (hinted ? 2 : 0) + (labelled || label_before ? 1.5 : 0) + (names ? 1 : 0);
    if (authors.kind == AuthorKind::person) weight += 1;
    if (line.hints & kBiography) weight -= 1.5;
    if (line.zone & kAside) weight -= 2.5;
    if (line.heading > 0) weight -= 0.5;
    if (teaser_) weight -= 2.5;
    candidates_.push_back({weight, near, std::move(authors)});
  }

  Authors best() {
    constexpr double kEnough = 3;
    const auto most = std::max_element(candidates_.begin(), candidates_.end(),
                                       [](const Candidate& a, const Candidate& b) { return a.weight < b.weight; });
    if (most == candidates_.end() || most->weight < kEnough) return better(only_name(), signed_by());
    // A list of stories by several people.
    if (most->near <= 0 && std::count_if(candidates_.begin(), candidates_.end(), [&](const Candidate& one) {
                             return one.weight == most->weight && one.authors.names != most->authors.names;
                           }) > 1)
      return {};
    Authors authors = std::move(most->authors);
    // Several authors stand one after the other, each in an element of its own.
    for (auto next = most + 1; next != candidates_.end() && next->weight == most->weight && next->authors.kind == authors.kind; ++next) {
      for (auto& name : next->authors.names)
        if (std::find(authors.names.begin(), authors.names.end(), name) == authors.names.end()) authors.names.push_back(std::move(name));
    }
    return authors;
  }

 private:
  void sign(const Line& line) {
    const auto name = signature(line);
    if (name.empty() || kind_of_author(name, site_) != AuthorKind::person) return;
    fresh_ = signatures_.size() < 2 && std::find(signatures_.begin(), signatures_.end(), name) == signatures_.end();
    if (fresh_) signatures_.emplace_back(name);
  }

  /// The one person that the page calls an author, wherever that is.
  Authors only_name() const {
    Authors only;
    for (const Candidate& one : candidates_) {
      if (one.authors.kind != AuthorKind::person || one.authors.names.size() > 1) continue;
      if (!only.names.empty() && only.names != one.authors.names) return {};
      only = one.authors;
    }
    return only;
  }

  /// What running text follows upon was a heading.
  void unsign() {
    if (fresh_) signatures_.pop_back();
  }

  /// Where several texts on a page end with a name, it is not one article's.
  Authors signed_by() const { return signatures_.size() == 1 ? Authors{signatures_, AuthorKind::person} : Authors{}; }

  const Line* headline_;
  const Site& site_;
  std::vector<std::string> signatures_;
  bool after_text_ = false, fresh_ = false;
  bool teaser_ = false;
  int after_ = 0;  // lines after the headline
  std::vector<Candidate> candidates_;
};

}  // namespace

Authors printed_authors(const PageLines& lines, const Line* headline, const Site& site) {
  Weigher weigher(headline, site);
  const Line* previous = nullptr;
  for (const Line& line : lines.all()) {
    weigher.look_at(line, previous);
    previous = &line;
  }
  return weigher.best();
}

}  // namespace backfile::page
