// Random queries, made of pieces that mean something to the grammar.
#pragma once
#include <random>
#include <string>
#include <vector>

namespace backfile::query {

inline std::string random_text(std::mt19937& random) {
  static const std::vector<std::string> pieces = {
      "coal", "Strike", "OR",   "AND",    "NOT", "or",     "(",      ")",      "（",    "）",   "\"", "“",    "”",    "„",
      "«",    "»",      "「",   "」",     "-",   "+",      "--",     "－",     " ",     " ",    " ",  " ",    "　",   "~2",
      "*",    "..",     "1912", "title:", ":",   "in:",    "strik*", "12..13", "צה\"ל", "東京", "'",  "\xff", "\xe2", "\n",
      "\t",   "a",      "B",    ",",      "、",  "\u200f", "é",      "AT&T",   "???",   "**",   "~",  "OR*"};
  std::uniform_int_distribution<std::size_t> piece(0, pieces.size() - 1), length(0, 24);
  std::string out;
  for (auto count = length(random); count > 0; --count) out += pieces[piece(random)];
  return out;
}

}  // namespace backfile::query
