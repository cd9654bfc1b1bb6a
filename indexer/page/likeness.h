// Whether two lines of a page say the same: headlines differ in quotation marks, letter case and the site's name behind them.
#pragma once
#include <string>
#include <string_view>

namespace backfile::page {

/// Letters and digits in lower case, words separated by one space; nothing else.
std::string bare(std::string_view text);

/// How much two texts have in common, 0 to 1: the words that stand in both (each as often as it does in both) against the words of the
/// longer. Texts in scripts without spaces count by the character. Takes what bare() gives.
double likeness(std::string_view bare_a, std::string_view bare_b);

/// Whether all words of `part` stand in `whole` one after the other. Takes what bare() gives; false for an empty part.
bool holds(std::string_view bare_whole, std::string_view bare_part);

}  // namespace backfile::page
