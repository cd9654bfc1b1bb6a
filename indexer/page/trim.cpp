// Each rule marks blocks; what is marked goes at the end.
#include "indexer/page/trim.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <unordered_map>

#include "indexer/article/date_text.h"
#include "indexer/page/likeness.h"
#include "indexer/page/outline.h"
#include "indexer/page/pitch.h"
#include "indexer/wording/byline.h"
#include "indexer/wording/furniture.h"
#include "indexer/wording/url_parts.h"
#include "indexer/wording/words.h"

namespace backfile::page {
namespace {

using wording::Furniture;
using wording::words;

class Trimming {
 public:
  Trimming(std::vector<Block>& blocks, const About& about) : about_(about), blocks_(blocks), gone_(blocks.size()), prose_(blocks.size()) {
    for (std::size_t i = 0; i < blocks.size(); ++i) prose_[i] = prose_of(blocks[i]);
  }

  void headline();
  void lines(const Deadline& deadline);
  void parts();
  void repeated();
  void beginning();
  void end();
  void finish();

 private:
  /// Links that are no sentence with links in it.
  bool is_links(const Block& block) const {
    const bool sentence =
        block.kind == Kind::paragraph && block.linked * 5 < block.letters * 4 && wording::ends_like_a_sentence(block.text);
    return block.is_mostly_links() && !sentence;
  }
  /// Nothing but a link to another page of the site.
  bool is_link(const Block& block) const { return block.linked * 10 >= block.letters * 9 && block.elsewhere * 2 < block.linked; }
  bool is_date_line(const Block& block) const;
  bool is_author_line(const Block& block) const;
  bool is_credit(const Block& block) const;
  /// How long a line may be that is taken for the publisher's because of its words: the more else speaks for it, the longer.
  std::size_t suspicion(std::size_t i) const {
    const Block& block = blocks_[i];
    if (block.kind != Kind::paragraph || block.emphasised * 2 > block.letters || i < 2 || (i + 1) * 10 > blocks_.size() * 8) return 300;
    if (block.linked * 3 > block.letters) return 300;
    return block.linked > 0 || block.text.ends_with('!') ? 120 : 0;
  }
  float all_prose() const {
    float all = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) all += gone_[i] ? 0 : prose_[i];
    return all;
  }

  const About& about_;
  std::vector<Block>& blocks_;
  std::vector<bool> gone_;
  std::vector<float> prose_;
};

void Trimming::headline() {
  const std::string title = bare(about_.title);
  bool begun = false;
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    const Block& block = blocks_[i];
    const bool first_level = block.kind == Kind::heading && block.node->is("h1");
    if (first_level && !begun) gone_[i] = true;
    if (block.text.size() < 400 && !title.empty()) {
      const std::string text = bare(block.text);
      if (text == title || (block.kind == Kind::heading && likeness(text, title) > 0.8)) gone_[i] = true;
    }
    if (prose_[i] > 0) begun = true;
  }
}

/// A year and another number, or a date in figures: `Updated on Fri, 20/12/2013`. Not `Calendar of races 2018`.
bool names_a_day(std::string_view line) {
  std::size_t numbers = 0;
  bool year = false;
  for (std::string_view part : words(line)) {
    part = wording::strip_punctuation(part);
    if (part.empty() || std::isdigit(static_cast<unsigned char>(part.front())) == 0) continue;
    numbers += part.size() > 5 ? 2 : 1;
    if (part.size() < 4 || part.find_first_not_of("0123456789/.-") != part.npos) continue;
    const std::string_view last = part.substr(part.size() - 4);
    year |= last.starts_with("19") || last.starts_with("20");
  }
  return year && numbers >= 2;
}

/// `PUBLISHED: 00:01, Tue, Nov 19, 2019 | UPDATED: …`: short, and between marks a date.
bool Trimming::is_date_line(const Block& block) const {
  constexpr std::size_t kLongest = 100;
  if (block.text.size() > kLongest || wording::ends_like_a_sentence(block.text)) return false;
  std::string_view rest = block.text;
  if (article::parse_date(rest, about_.language)) return true;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find_first_of("|\n"), rest.size());
    std::string_view part = rest.substr(0, end);
    if (const auto colon = part.find(": "); colon != part.npos && colon < 30) part.remove_prefix(colon + 2);
    if (article::parse_date(part, about_.language)) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return block.kind != Kind::heading && words(block.text).size() <= 10 && names_a_day(block.text);
}

/// Nothing but the authors' names and what joins them.
bool Trimming::is_author_line(const Block& block) const {
  constexpr std::size_t kLongest = 200, kJoining = 12;  // bytes: `Von … und …`
  if (block.text.size() > kLongest) return false;
  const std::string line = bare(block.text);
  std::size_t named = 0;
  for (const std::string& author : about_.authors) {
    const std::string name = bare(author);
    if (holds(line, name)) named += name.size() + 1;
  }
  return named > 0 && line.size() <= named + kJoining;
}

/// The page's own address, or who reported and edited: `Reporting by …; Editing by …`.
bool Trimming::is_credit(const Block& block) const {
  if (wording::is_url(block.text) && wording::host_of(block.text) == wording::host_of(about_.url)) return true;
  const std::string_view text = block.text.starts_with('(') ? std::string_view(block.text).substr(1) : std::string_view(block.text);
  return text.starts_with("Reporting by ") || text.starts_with("Additional reporting by ") || text.starts_with("Editing by ");
}

/// A label and a link: `Read more: Harbour master resigns`.
bool is_labelled_link(const Block& block) {
  if (block.linked * 2 < block.letters) return false;
  const auto colon = block.text.find(':');
  return colon != block.text.npos && colon < 40 && count_letters(block.text.substr(0, colon + 1)) + 2 >= block.letters - block.linked;
}

void Trimming::lines(const Deadline& deadline) {
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    const Block& block = blocks_[i];
    if (i % 256 == 255 && deadline.passed()) return;
    if (gone_[i] || block.kind == Kind::code) continue;
    const bool heading = block.kind == Kind::heading;
    if (wording::is_never_text(block.text)) gone_[i] = true;
    if (!heading && wording::furniture_of(block.text) == Furniture::line) gone_[i] = true;
    if (!heading && block.kind != Kind::paragraph && wording::furniture_of(block.text) == Furniture::menu) gone_[i] = true;
    if (is_caption(block.text) && (block.kind != Kind::row)) gone_[i] = true;
    if (block.letters <= suspicion(i) && is_pitch(block.text)) gone_[i] = true;
    if (is_credit(block)) gone_[i] = true;
    if (is_labelled_link(block)) gone_[i] = true;
    if (is_link(block) && block.kind != Kind::item && block.kind != Kind::row && words(block.text).size() > 3) gone_[i] = true;
  }
}

void Trimming::parts() {
  constexpr float kMostOfIt = 0.6F;
  const float all = all_prose();
  float before = 0;
  bool within = false;  // a part of the page that is no article
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    const Block& block = blocks_[i];
    const Furniture furniture = wording::furniture_of(block.text);
    const bool begins = furniture == Furniture::heading || furniture == Furniture::form || furniture == Furniture::author ||
                        (furniture == Furniture::comments && block.kind == Kind::heading);
    if (begins) {
      if (before > kMostOfIt * all) {
        for (std::size_t rest = i; rest < blocks_.size(); ++rest) gone_[rest] = true;
        return;
      }
      gone_[i] = true;
      within = true;
      continue;
    }
    if (within && (block.kind == Kind::heading || prose_[i] > 0)) within = false;
    if (within) gone_[i] = true;
    if (!gone_[i]) before += prose_[i];
  }
}

/// A pull quote, or the whole text once more for small screens, is said twice by mistake; menus, tables and verse repeat lines by nature.
void Trimming::repeated() {
  constexpr std::uint32_t kLong = 60, kMuch = 600;  // letters
  constexpr std::size_t kFew = 3;
  std::unordered_map<std::string_view, std::size_t> seen;
  std::vector<std::size_t> single, run;
  std::uint32_t run_letters = 0;
  std::size_t expected = 0;
  const auto end_run = [&] {
    for (const std::size_t i : run) {
      if (run_letters >= kMuch && run.size() >= kFew)
        gone_[i] = true;
      else
        single.push_back(i);
    }
    run.clear();
    run_letters = 0;
  };
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    const Block& block = blocks_[i];
    if (gone_[i] || block.letters < kLong || block.kind == Kind::code) continue;
    const auto [first, is_new] = seen.try_emplace(block.text, i);
    if (is_new || first->second != expected) end_run();
    if (is_new) continue;
    run.push_back(i);
    run_letters += block.letters;
    expected = first->second + 1;
  }
  end_run();
  if (single.size() <= kFew)
    for (const std::size_t i : single) gone_[i] = true;
}

void Trimming::beginning() {
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    const Block& block = blocks_[i];
    if (gone_[i]) continue;
    const bool about_the_text = wording::is_byline(block.text) || is_date_line(block) || is_author_line(block);
    if (prose_[i] > 0 && !about_the_text) return;
    const bool loose = block.kind == Kind::loose || block.kind == Kind::item;
    if (loose || is_links(block) || about_the_text) gone_[i] = true;
  }
}

void Trimming::end() {
  for (std::size_t i = blocks_.size(); i-- > 0;) {
    const Block& block = blocks_[i];
    if (gone_[i]) continue;
    // `More stories` over a list that links to them, each with a few words of its own.
    const bool teaser = block.kind == Kind::item && block.linked * 3 > block.letters && block.elsewhere * 2 < block.linked;
    if (prose_[i] > 0 && !teaser) break;
    const bool text = block.kind == Kind::paragraph || block.kind == Kind::quote || block.kind == Kind::row || block.kind == Kind::code;
    const bool item = block.kind == Kind::item && !is_links(block) && !teaser;
    if ((text && !is_links(block)) || item) break;
    gone_[i] = true;
  }
}

void Trimming::finish() {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    if (gone_[i]) continue;
    if (kept != i) blocks_[kept] = std::move(blocks_[i]);
    ++kept;
  }
  blocks_.resize(kept);
}

}  // namespace

void trim(std::vector<Block>& blocks, const About& about, const Deadline& deadline) {
  Trimming trimming(blocks, about);
  trimming.headline();
  trimming.lines(deadline);
  trimming.parts();
  trimming.repeated();
  trimming.beginning();
  trimming.end();
  trimming.finish();
}

}  // namespace backfile::page
