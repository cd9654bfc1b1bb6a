// Parts of pages to one article.
#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/article/article.h"
#include "indexer/readers/alto_text.h"
#include "indexer/readers/mets_pages.h"
#include "indexer/readers/mets_units.h"

namespace backfile::readers {

/// Words of loaded pages by what they are, in reading order.
class ArticleWords {
 public:
  /// number: of the article, from 1; words that it has already are not added again.
  ArticleWords(MetsPages& pages, std::uint32_t number) : pages_(pages), number_(number) {}

  /// False where the page lacks an element that the area names, or could not be read.
  bool add(const MetsArea& area, MetsRole role);
  /// All words of the page that no article has, block by block in reading order.
  /// marks_too: else only blocks of some length that were recognised well, since the others are rules, ornaments and page numbers.
  void add_rest(std::size_t file, bool marks_too);

  bool empty() const { return segments_.empty(); }
  /// Segments whose role `wanted` says yes to.
  template <class Wanted>
  std::vector<AltoSegment> segments(Wanted wanted) const {
    std::vector<AltoSegment> some;
    for (const auto& [role, segment] : segments_)
      if (wanted(role)) some.push_back(segment);
    return some;
  }
  /// The headings before any text stay headings; later ones are cross heads, and become text.
  void settle_headings();
  /// Headings are text after all.
  void headings_to_text();

  /// The first page that an article has words on, and all, in order of appearance.
  const std::vector<std::size_t>& files() const { return files_; }
  std::vector<article::PageImage> images() const { return images_; }

 private:
  void add_words(const AltoFile& alto, std::size_t file, WordRange range, MetsRole role);
  std::uint32_t page_number(std::size_t file, std::uint32_t page);

  MetsPages& pages_;
  std::uint32_t number_;
  std::vector<std::pair<MetsRole, AltoSegment>> segments_;
  std::vector<std::size_t> files_;
  std::vector<article::PageImage> images_;
  std::unordered_map<std::uint64_t, std::uint32_t> numbers_;  // of (file, page) in images_
};

/// What the METS calls an article.
struct ArticleNames {
  std::string label;
  std::vector<std::string> titles;
  std::string newspaper;  // which is printed above many articles and is the name of none
};

/// Title, subtitle, authors, body, pages, boxes and confidence.
void fill_article(ArticleWords& words, const ArticleNames& names, article::Article& article);

}  // namespace backfile::readers
