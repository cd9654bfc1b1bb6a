// Which words go where; the text itself is alto_text's business.
#include "indexer/readers/mets_article.h"

#include <algorithm>

#include "indexer/readers/mets_headline.h"
#include "indexer/wording/byline.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

/// A longer "heading" is a text whose division was called so.
constexpr std::size_t kLongestHeading = 600;

bool is_title(MetsRole role) { return role == MetsRole::heading || role == MetsRole::overline; }

AltoText line_of(const ArticleWords& words, MetsRole role) {
  return text_of_segments(words.segments([&](MetsRole other) { return other == role; }), AltoLayout::one_line);
}

}  // namespace

std::uint32_t ArticleWords::page_number(std::size_t file, std::uint32_t page) {
  const auto [entry, is_new] = numbers_.try_emplace(std::uint64_t{file} << 32 | page, static_cast<std::uint32_t>(images_.size()));
  if (!is_new) return entry->second;
  images_.push_back(pages_.image(file, page));
  if (files_.empty() || files_.back() != file) files_.push_back(file);
  return entry->second;
}

void ArticleWords::add_words(const AltoFile& alto, std::size_t file, WordRange range, MetsRole role) {
  if (range.empty() || !pages_.spend(range.end - range.begin)) return;
  std::vector<std::uint32_t>& taken = pages_.taken(file);
  bool begins = true;
  for (std::uint32_t word = range.begin; word < range.end; ++word) {
    if (taken[word] == number_) continue;
    taken[word] = number_;
    const std::uint32_t line = alto.words[word].line;
    AltoSegment* last = segments_.empty() || begins ? nullptr : &segments_.back().second;
    if (last && last->file == &alto && last->line == line && last->end == word) {
      ++last->end;
      continue;
    }
    AltoSegment segment{&alto, line, word, word + 1, page_number(file, alto.blocks[alto.lines[line].block].page), begins};
    segments_.emplace_back(role, segment);
    begins = false;
  }
}

bool ArticleWords::add(const MetsArea& area, MetsRole role) {
  const AltoFile* alto = pages_.page(area.file);
  if (!alto) return false;
  if (area.begin.empty()) {
    for (const std::uint32_t block : alto->order) {
      const AltoBlock& one = alto->blocks[block];
      if (one.begin < one.end) add_words(*alto, area.file, {alto->lines[one.begin].begin, alto->lines[one.end - 1].end}, role);
    }
    return true;
  }
  const auto begin = alto->ids.find(std::string(area.begin));
  const auto end = area.end.empty() ? begin : alto->ids.find(std::string(area.end));
  if (begin == alto->ids.end() || end == alto->ids.end()) return false;
  add_words(*alto, area.file, {begin->second.begin, end->second.end}, role);
  return true;
}

void ArticleWords::add_rest(std::size_t file, bool marks_too) {
  constexpr std::uint32_t kFewWords = 12;
  constexpr std::uint64_t kLeastConfidence = 500;
  const AltoFile* alto = pages_.page(file);
  if (!alto) return;
  const std::vector<std::uint32_t>& taken = pages_.taken(file);
  for (const std::uint32_t number : alto->order) {
    const AltoBlock& block = alto->blocks[number];
    if (block.begin == block.end) continue;
    const WordRange range{alto->lines[block.begin].begin, alto->lines[block.end - 1].end};
    std::uint64_t confidence = 0;
    std::uint32_t left = 0;
    for (std::uint32_t word = range.begin; word < range.end; ++word) {
      if (taken[word] != 0) continue;
      ++left;
      confidence += static_cast<std::uint64_t>(alto->words[word].confidence < 0 ? 1000 : alto->words[word].confidence);
    }
    // Where some words of a block are taken, whoever took them meant to leave the others.
    const bool text = left == range.end - range.begin && left >= kFewWords && confidence >= kLeastConfidence * left;
    if (marks_too || text) add_words(*alto, file, range, MetsRole::text);
  }
}

void ArticleWords::settle_headings() {
  bool text_seen = false;
  for (auto& [role, segment] : segments_) {
    text_seen = text_seen || role == MetsRole::text;
    if (text_seen && role != MetsRole::author) role = MetsRole::text;
  }
}

void ArticleWords::headings_to_text() {
  for (auto& [role, segment] : segments_)
    if (is_title(role)) role = MetsRole::text;
}

void fill_article(ArticleWords& words, const ArticleNames& names, article::Article& article) {
  words.settle_headings();
  const AltoText heading = text_of_segments(words.segments(is_title), AltoLayout::one_line);
  const bool is_heading = heading.text.size() <= kLongestHeading;
  article.title = headline(names.label, names.titles, is_heading ? heading.text : std::string());
  if (is_same_name(article.title, names.newspaper)) article.title.clear();
  const bool kept_in_title = is_heading && says_the_same(article.title, heading.text);
  if (kept_in_title && article.title.size() <= 4 * kLongestHeading)
    article.scan.words = article.title == heading.text ? heading.boxes : title_boxes(heading, article.title);
  for (article::WordBox& box : article.scan.words) box.in_title = true;
  if (!kept_in_title) words.headings_to_text();

  article.subtitle = line_of(words, MetsRole::subtitle).text;
  if (wording::lower(article.title).find(wording::lower(article.subtitle)) != std::string::npos) article.subtitle.clear();
  const std::string byline = line_of(words, MetsRole::author).text;
  if (article.authors.empty()) article.authors = wording::names_in_byline(byline);
  const bool byline_is_said = !article.authors.empty();
  const auto body = words.segments([&](MetsRole role) { return role == MetsRole::text || (role == MetsRole::author && !byline_is_said); });
  AltoText text = text_of_segments(body, AltoLayout::paragraphs);
  article.body = std::move(text.text);
  article.scan.words.insert(article.scan.words.end(), text.boxes.begin(), text.boxes.end());
  article.scan.pages = words.images();
  MeanConfidence confidence;
  confidence.add(words.segments([](MetsRole) { return true; }));
  article.scan.confidence = confidence.mean();
}

}  // namespace backfile::readers
