#include "server/search/similar_words.h"

#include <algorithm>

namespace backfile::search {
namespace {

constexpr std::size_t kMostLetters = 60;

/// Code points, and the byte behind each.
struct Letters {
  std::vector<char32_t> codes;
  std::vector<std::size_t> ends;
};

Letters letters_of(std::string_view text) {
  Letters out;
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = std::min<std::size_t>(lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4, text.size() - at);
    char32_t code = length == 1 ? lead : lead & (0x7Fu >> length);
    for (std::size_t i = 1; i < length; ++i) code = code << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3F);
    at += length;
    out.codes.push_back(code);
    out.ends.push_back(at);
  }
  return out;
}

/// The smallest text that is above everything that begins with `beginning`; empty where there is none.
std::string behind(std::string_view beginning) {
  std::string text(beginning);
  while (!text.empty() && static_cast<unsigned char>(text.back()) == 0xFF) text.pop_back();
  if (!text.empty()) text.back() = static_cast<char>(static_cast<unsigned char>(text.back()) + 1);
  return text;
}

}  // namespace

SimilarWords::SimilarWords(std::string_view word, int letters) : word_(letters_of(word).codes), letters_(letters) {
  if (word_.size() > kMostLetters) word_.resize(kMostLetters);
  std::vector<int> first(word_.size() + 1);
  for (std::size_t i = 0; i < first.size(); ++i) first[i] = static_cast<int>(i);
  rows_.push_back(std::move(first));
}

SimilarWords::Answer SimilarWords::look_at(std::string_view candidate) {
  const Letters letters = letters_of(candidate);
  std::size_t kept = 0;  // rows of what the last candidate began with are still right
  while (kept < path_.size() && kept < letters.codes.size() && path_[kept] == letters.codes[kept]) ++kept;
  path_.resize(kept);
  rows_.resize(kept + 1);
  const std::size_t width = word_.size() + 1;
  for (std::size_t depth = kept; depth < letters.codes.size(); ++depth) {
    const char32_t c = letters.codes[depth];
    const std::vector<int>& above = rows_.back();
    std::vector<int> row(width);
    row[0] = static_cast<int>(depth) + 1;
    int least = row[0];
    for (std::size_t i = 1; i < width; ++i) {
      row[i] = std::min({row[i - 1] + 1, above[i] + 1, above[i - 1] + (word_[i - 1] == c ? 0 : 1)});
      if (i > 1 && depth > 0 && word_[i - 1] == path_[depth - 1] && word_[i - 2] == c)
        row[i] = std::min(row[i], rows_[depth - 1][i - 2] + 1);
      least = std::min(least, row[i]);
    }
    path_.push_back(c);
    rows_.push_back(std::move(row));
    // A swap may still bring it one nearer than the row shows, so the row above has a say as well.
    const int least_above = *std::min_element(rows_[depth].begin(), rows_[depth].end());
    if (least > letters_ && least_above >= letters_) return {std::nullopt, behind(candidate.substr(0, letters.ends[depth]))};
  }
  const int distance = rows_.back().back();
  if (distance > letters_) return {};
  return {distance, {}};
}

}  // namespace backfile::search
