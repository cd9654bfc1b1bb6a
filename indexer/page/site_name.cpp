#include "indexer/page/site_name.h"

#include <algorithm>
#include <array>

#include "indexer/article/date_text.h"
#include "indexer/page/likeness.h"
#include "indexer/text/charset.h"
#include "indexer/wording/words.h"

namespace backfile::page {
namespace {

/// Strong: nobody writes it within a headline.
struct Separator {
  std::string_view mark;
  bool strong;
};
constexpr auto kSeparators =
    std::to_array<Separator>({{" | ", true}, {" || ", true}, {" :: ", true}, {" » ", true},  {" « ", true},  {" › ", true},  {" ‹ ", true},
                              {" > ", true}, {" < ", true},  {" · ", true},  {" • ", true},  {" ● ", true},  {" ∙ ", true},  {"｜", true},
                              {" ~ ", true}, {" - ", false}, {" – ", false}, {" — ", false}, {" / ", false}, {" // ", false}});

struct Part {
  std::string_view text;
  bool strong = false;  // the separator before it
};

std::vector<Part> split(std::string_view title) {
  constexpr std::size_t kMostParts = 20;
  std::vector<Part> parts;
  bool strong = false;
  while (parts.size() < kMostParts) {
    std::size_t end = title.size();
    const Separator* separator = nullptr;
    for (const auto& one : kSeparators) {
      const auto at = title.find(one.mark);
      if (at < end) {
        end = at;
        separator = &one;
      }
    }
    parts.push_back({title.substr(0, end), strong});
    if (!separator) break;
    strong = separator->strong;
    title.remove_prefix(end + separator->mark.size());
  }
  return parts;
}

std::string without_spaces(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
  return text;
}

/// `harborview-courier` of `news.harborview-courier.co.uk`.
std::string own_name(std::string_view host) {
  std::string best;
  for (std::size_t begin = 0; begin < host.size();) {
    const auto end = std::min(host.find('.', begin), host.size());
    // The last label is never the name; a short one before it (`co` of `co.uk`) is shorter than the name.
    if (end < host.size() && end - begin >= best.size()) best = host.substr(begin, end - begin);
    begin = end + 1;
  }
  return best;
}

/// `parkharborview` begins the words of `Park of Harborview County`: two letters at least of each word that it takes.
bool spelt_by(std::string_view own, std::string_view plain) {
  constexpr std::size_t kShortest = 5;
  if (own.size() < kShortest) return false;
  for (const auto word : wording::words(plain)) {
    std::size_t common = 0;
    while (common < word.size() && common < own.size() && word[common] == own[common]) ++common;
    if (common >= 2) own.remove_prefix(common);
  }
  return own.empty();
}

/// The first or last part of a title may be a date: `24.01.2022 - Fire at the harbour`.
bool is_date(std::string_view text) { return article::parse_date(text).has_value(); }

}  // namespace

bool is_site_itself(std::string_view text, const Site& site) {
  const std::string plain = bare(text), joined = without_spaces(plain);
  if (plain.empty()) return false;
  if (std::any_of(site.names.begin(), site.names.end(), [&](const std::string& name) { return bare(name) == plain; })) return true;
  return joined == without_spaces(bare(own_name(site.host))) || joined == without_spaces(bare(site.host));
}

bool is_site_name(std::string_view text, const Site& site) {
  const std::string plain = bare(text);
  if (plain.empty()) return false;
  for (const auto& name : site.names) {
    const std::string known = bare(name);
    if (known.empty()) continue;
    if (plain == known || (holds(plain, known) && plain.size() < 3 * known.size()) ||
        (holds(known, plain) && plain.size() * 2 > known.size()))
      return true;
  }
  const std::string joined = without_spaces(plain), own = without_spaces(bare(own_name(site.host)));
  if (own.size() < 3) return false;
  if (spelt_by(own, plain) || joined == own || joined == without_spaces(bare(site.host))) return true;
  return (joined.find(own) != joined.npos && joined.size() <= own.size() + 12) ||
         (own.find(joined) != own.npos && joined.size() * 3 > own.size() * 2);
}

std::vector<std::string> title_parts(std::string_view title) {
  std::vector<std::string> parts;
  for (const auto& part : split(title)) {
    if (std::string line = text::one_line(part.text); !line.empty()) parts.push_back(std::move(line));
  }
  return parts;
}

std::string_view without_loose_marks(std::string_view title) {
  constexpr std::array<std::string_view, 15> kMarks = {"|", "||", "::", ":", ",", "»", "›", "·", "•", "-", "–", "—", "/", "//", "~"};
  for (auto space = title.find(' '); space != title.npos && wording::among(kMarks, title.substr(0, space)); space = title.find(' '))
    title.remove_prefix(space + 1);
  for (auto space = title.rfind(' '); space != title.npos && wording::among(kMarks, title.substr(space + 1)); space = title.rfind(' '))
    title = title.substr(0, space);
  return title;
}

std::string without_site_name(std::string_view title, const Site& site) {
  const auto parts = split(title);
  std::size_t begin = 0, end = parts.size();
  const auto is_site = [&](std::size_t i) { return is_site_name(parts[i].text, site); };
  // The outermost part that names the site takes what lies beyond it away.
  for (std::size_t i = end; i-- > 1;) {
    if (is_site(i)) end = i;
    if (end != parts.size() && !is_site(i)) break;
  }
  while (begin + 1 < end && (is_site(begin) || is_date(parts[begin].text))) ++begin;
  while (begin + 1 < end && parts[end - 1].strong && is_date(parts[end - 1].text)) --end;
  // Sections between the headline and the name: behind a bar, and shorter.
  while (end > begin + 1 && parts[end - 1].strong && wording::length(parts[end - 1].text) < wording::length(parts[begin].text)) --end;
  if (begin >= end) return text::one_line(title);
  const auto* from = parts[begin].text.data();
  const auto* to = parts[end - 1].text.data() + parts[end - 1].text.size();
  return text::one_line(std::string_view(from, static_cast<std::size_t>(to - from)));
}

}  // namespace backfile::page
