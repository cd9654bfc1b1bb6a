// Which of the names that a METS gives an article was printed above it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/alto_text.h"

namespace backfile::readers {

/// Words, not what recognition makes of an ornament.
bool is_real_headline(std::string_view text);

/// Whether any of the words is one.
bool has_word(std::string_view text);

/// Equal but for case, spaces and punctuation; false for two empty ones.
bool is_same_name(std::string_view a, std::string_view b);

/// "Article 12", "Publicité 1 Page 4", "Untitled": made by a program or a cataloguer.
bool is_made_up(std::string_view label);

/// The best of: label, the description's titles, the recognised heading. A made-up label only where there is nothing else.
std::string headline(const std::string& label, const std::vector<std::string>& titles, const std::string& recognised);

/// Boxes of a recognised heading for a title that may be a corrected form of it: of those words that the title has as they are, in order.
std::vector<article::WordBox> title_boxes(const AltoText& recognised, const std::string& title);

/// Whether most words of the recognised heading are in the title, so that nothing is lost when it is left out of the text.
bool says_the_same(const std::string& title, const std::string& recognised);

}  // namespace backfile::readers
