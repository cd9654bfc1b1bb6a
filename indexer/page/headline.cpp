#include "indexer/page/headline.h"

#include <algorithm>

#include "indexer/article/id.h"
#include "indexer/page/address.h"
#include "indexer/page/date_phrase.h"
#include "indexer/page/likeness.h"
#include "indexer/page/site_name.h"
#include "indexer/wording/words.h"

namespace backfile::page {
namespace {

constexpr std::size_t kMostHeadings = 400;
constexpr std::size_t kRunningText = 120;  // bytes of a line
constexpr std::ptrdiff_t kSoon = 8;        // lines

struct Heading {
  const Line* line;
  std::string plain;
  bool leads = false;  // running text follows soon
  bool late = false;   // running text stands before it
};

std::vector<Heading> headings_of(const PageLines& lines) {
  constexpr std::size_t kLead = 600;             // bytes that may stand before a headline: a notice, a lead
  constexpr std::size_t kLongestUnmarked = 200;  // bytes of a headline that is no <h1> to <h6>
  std::vector<Heading> headings;
  std::size_t text = 0;
  for (const Line& line : lines.all()) {
    if (line.text.size() >= kRunningText) {
      if (!(line.zone & kElsewhere) && !line.link) text += line.text.size();
      for (auto heading = headings.rbegin(); heading != headings.rend() && &line - heading->line <= kSoon; ++heading) heading->leads = true;
    }
    if (line.cut || headings.size() >= kMostHeadings || (line.zone & (kHidden | kComments))) continue;
    if (line.heading == 0 && (!(line.hints & kTitleHint) || line.text.size() > kLongestUnmarked)) continue;
    std::string plain = bare(line.text);
    if (!plain.empty()) headings.push_back({&line, std::move(plain), false, text > kLead});
  }
  return headings;
}

double agreement(const std::string& plain, const std::vector<std::string>& stated) {
  constexpr std::size_t kFewest = 2;  // words; one word may stand in any title
  double best = 0;
  for (const auto& title : stated) {
    double alike = likeness(plain, title);
    const std::string& shorter = plain.size() < title.size() ? plain : title;
    const bool counts =
        shorter.size() >= 12 && (wording::words(shorter).size() >= kFewest || wording::is_unspaced(wording::first_character(shorter)));
    if (counts && (holds(plain, title) || holds(title, plain))) alike = std::max(alike, 0.9);
    best = std::max(best, alike);
  }
  return best;
}

double likest(const std::string& plain, const std::vector<std::string>& stated) {
  double best = 0;
  for (const auto& title : stated) best = std::max(best, likeness(plain, title));
  return best;
}

double score(const Heading& heading, const std::vector<std::string>& stated, const StatedTitles& context, bool only_h1) {
  const Line& line = *heading.line;
  constexpr double kLevel[] = {0.5, 3, 1.5, 1, 0.5, 0.2, 0.1};
  double sum = kLevel[line.heading] + (line.heading == 1 && only_h1 ? 0.5 : 0) + ((line.hints & kTitleHint) ? 0.4 : 0);
  const double agreed = agreement(heading.plain, stated);
  sum += 4 * agreed;
  // A blog's headline leads to its own page; a heading that leads elsewhere is a logo or another story's.
  const bool own = line.link && !context.url.empty() &&
                   article::normalise_url(absolute_url(line.href, context.url)) == article::normalise_url(context.url);
  if (line.link && !own) sum -= line.heading == 1 ? 3 : 0.7;
  if (line.zone & kAside) sum -= agreed >= 0.9 ? 0.5 : 1.5;
  if (heading.leads) sum += 0.5;
  if (heading.late && agreed < 0.9) sum -= 1.5;
  if (line.hints & (kSubtitleHint | kBesideTitle)) sum -= 1;
  if (wording::words(line.text).size() < 2) sum -= 0.3;
  if (agreed < 0.9 && is_site_name(line.text, context.site)) sum -= 3;
  return sum;
}

/// `Harbour strike / Dockers reject the offer`, where the page elsewhere states `Dockers reject the offer`.
std::string without_kicker(const Heading& heading, const std::vector<std::string>& titles, const std::vector<std::string>& stated) {
  constexpr std::size_t kShortest = 10;
  constexpr double kAlike = 0.6;
  for (std::size_t i = 0; i < stated.size(); ++i) {
    if (stated[i].size() >= kShortest && heading.plain.size() > stated[i].size() && heading.plain.ends_with(" " + stated[i]))
      return titles[i];
    // A date, and what belongs to it, may stand behind the headline in the same element.
    if (stated[i].size() >= kShortest && heading.plain.starts_with(stated[i] + " ") && !dates_in(heading.line->text, {}).empty() &&
        dates_in(titles[i], {}).empty())
      return titles[i];
  }
  // `Dockers reject the offer || Our view`: the part that is stated.
  const auto parts = title_parts(heading.line->text);
  for (const auto& part : parts) {
    const std::string plain = bare(part);
    if (parts.size() > 1 && plain.size() * 2 > heading.plain.size() &&
        likest(plain, stated) > std::max(kAlike, likest(heading.plain, stated)))
      return part;
  }
  return heading.line->text;
}

}  // namespace

Headline headline_of(const PageLines& lines, const StatedTitles& context) {
  constexpr double kEnough = 3, kEnoughUnstated = 2, kEnoughAlone = 1.2;
  std::vector<std::string> stated;
  for (const auto& title : context.titles) stated.push_back(bare(title));
  const auto headings = headings_of(lines);
  const auto h1 = std::count_if(headings.begin(), headings.end(), [](const Heading& heading) { return heading.line->heading == 1; });
  const Heading* best = nullptr;
  double most = 0, agreed = 0;
  for (const Heading& heading : headings) {
    agreed = std::max(agreed, agreement(heading.plain, stated));
    const double sum = score(heading, stated, context, h1 == 1);
    if (sum > most) best = &heading;
    most = std::max(most, sum);
  }
  // `Blog`, `Gas prices`: a title that no heading repeats, and too short to be a headline.
  const bool only_section = stated.empty() || std::all_of(stated.begin(), stated.end(),
                                                          [](const std::string& title) { return wording::words(title).size() <= 1; });
  Headline headline;
  const bool long_enough = best && wording::words(best->line->text).size() > 2;
  const double enough = only_section && long_enough ? kEnoughAlone : agreed < 0.5 && long_enough ? kEnoughUnstated : kEnough;
  if (best && most > enough)
    headline = {without_kicker(*best, context.titles, stated), best->line};
  else if (!context.titles.empty())
    headline.text = context.titles.front();
  headline.text = std::string(without_loose_marks(headline.text));
  return headline;
}

std::string printed_subtitle(const PageLines& lines, const Headline& headline) {
  constexpr std::size_t kNear = 6, kShortest = 10;
  if (!headline.line) return {};
  std::size_t after = 0;
  bool found = false;
  for (const Line& line : lines.all()) {
    if (found && ++after > kNear) break;
    if (&line == headline.line) found = true;
    const bool other = (line.hints & (kAuthorHint | kDateHint)) != 0 || (line.zone & kElsewhere) != 0 || line.cut || line.link;
    if (after > 0 && (line.hints & kSubtitleHint) && !other && line.text.size() >= kShortest && bare(line.text) != bare(headline.text))
      return line.text;
  }
  return {};
}

}  // namespace backfile::page
