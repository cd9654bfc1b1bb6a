// Lines of a text file that say something about the article: `By …`, `Published: …`, `Source: …`, a date or an address alone.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/article/article.h"
#include "indexer/readers/text_lines.h"

namespace backfile::readers {

/// other: what an article has no field for (a photographer, the day of a download).
enum class HeaderKind { author, published, modified, source, url, section, language, title, subtitle, tags, page, edition, other };

struct Header {
  HeaderKind kind;
  std::string value;
  article::Date date{};  // of published and modified; none where the text after the label is no date
  bool labelled = true;  // false for a bare date, address or byline
};

/// What a line says, where it is such a line and nothing else; several things where it joins them (`By Jane Doe | 3 March 2024`). Empty for
/// anything that may be a sentence: `By Monday the strike had spread`, `Source: the ministry said …`.
/// line: trimmed, one line. language: for dates such as 4/5/1912; may be empty.
std::vector<Header> headers_in(std::string_view line, std::string_view language);

/// The same of the line at `at` and, where that is a label alone, its value on the next line that is not blank: what they say and how many
/// lines they take. Looks at lines before `end` only.
std::pair<std::vector<Header>, std::size_t> headers_at(const std::vector<TextLine>& lines, std::size_t at, std::size_t end,
                                                       std::string_view language);

/// Writes what a header says into the article, where it says nothing yet.
void apply(const Header& header, article::Article& article);

}  // namespace backfile::readers
