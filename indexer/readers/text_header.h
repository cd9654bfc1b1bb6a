// Lines of a text file that say something about the article: `By …`, `Published: …`, `Source: …`, a date or an address alone.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/article/article.h"

namespace backfile::readers {

enum class HeaderKind { author, published, modified, source, url, section, language, title, subtitle, tags, page, edition };

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

/// Writes what a header says into the article, where it says nothing yet.
void apply(const Header& header, article::Article& article);

}  // namespace backfile::readers
