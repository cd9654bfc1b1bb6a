// Looks a line up in text_furniture.def, and counts comments (`12 Comments`).
#include "indexer/readers/text_furniture.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "indexer/readers/words.h"

namespace backfile::readers {
namespace {

const std::unordered_map<std::string_view, Furniture>& whole_lines() {
  static const std::unordered_map<std::string_view, Furniture> kLines = {
#define BACKFILE_FURNITURE_WHOLE(kind, text) {text, Furniture::kind},
#define BACKFILE_FURNITURE_BEGINS(kind, text)
#define BACKFILE_FURNITURE_NEVER(text)
#include "indexer/readers/text_furniture.def"
#undef BACKFILE_FURNITURE_WHOLE
#undef BACKFILE_FURNITURE_BEGINS
#undef BACKFILE_FURNITURE_NEVER
  };
  return kLines;
}

constexpr auto kBeginnings = std::to_array<std::pair<std::string_view, Furniture>>({
#define BACKFILE_FURNITURE_WHOLE(kind, text)
#define BACKFILE_FURNITURE_BEGINS(kind, text) {text, Furniture::kind},
#define BACKFILE_FURNITURE_NEVER(text)
#include "indexer/readers/text_furniture.def"
#undef BACKFILE_FURNITURE_WHOLE
#undef BACKFILE_FURNITURE_BEGINS
#undef BACKFILE_FURNITURE_NEVER
});

const std::unordered_set<std::string_view>& never_text() {
  static const std::unordered_set<std::string_view> kLines = {
#define BACKFILE_FURNITURE_WHOLE(kind, text)
#define BACKFILE_FURNITURE_BEGINS(kind, text)
#define BACKFILE_FURNITURE_NEVER(text) text,
#include "indexer/readers/text_furniture.def"
#undef BACKFILE_FURNITURE_WHOLE
#undef BACKFILE_FURNITURE_BEGINS
#undef BACKFILE_FURNITURE_NEVER
  };
  return kLines;
}

/// The longest line that can be furniture: the note under a comment form, in bytes.
constexpr std::size_t kLongest = 240;

/// Lower case, without the marks that pages put around such lines.
std::string bare(std::string_view line) {
  std::string text = lower(line);
  while (!text.empty() && (std::string_view(" :.!*-#|<>[]()").find(text.back()) != std::string_view::npos)) text.pop_back();
  if (text.ends_with("\xEF\xBC\x9A")) text.erase(text.size() - 3);
  const auto begin = text.find_first_not_of(" -*#|>[");
  return begin == text.npos ? std::string() : text.substr(begin);
}

/// `12 Comments`, `1 Reply`, `3 Responses to “…”`, `4 Kommentare`, `Comments (7)`.
bool counts_comments(const std::string& text) {
  constexpr auto kWhat =
      std::to_array<std::string_view>({"comment", "comments", "reply", "replies", "response", "responses", "thoughts", "kommentar",
                                       "kommentare", "commentaire", "commentaires", "comentario", "comentarios", "commenti"});
  const auto parts = words(text);
  const auto number = [](std::string_view word) {
    word = strip_punctuation(word);
    return !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
  };
  if (parts.size() < 2) return false;
  if (parts.size() == 2 && among(kWhat, parts[0])) return number(parts[1]);
  if (!number(parts[0]) || !among(kWhat, parts[1])) return false;
  return parts.size() == 2 || parts[2] == "to" || parts[2] == "on";
}

/// `X min read`, `3 Minuten Lesezeit`.
bool is_reading_time(const std::string& text) {
  const auto parts = words(text);
  return parts.size() >= 2 && parts.size() <= 4 && std::isdigit(static_cast<unsigned char>(text.front())) != 0 &&
         (text.ends_with("min read") || text.ends_with("minute read") || text.ends_with("minutes read") || text.ends_with("lesezeit"));
}

}  // namespace

Furniture furniture_of(std::string_view line) {
  if (line.empty() || line.size() > kLongest) return Furniture::none;
  const std::string text = bare(line);
  if (text.empty()) return Furniture::line;  // a rule of dashes or stars
  if (const auto found = whole_lines().find(text); found != whole_lines().end()) return found->second;
  if (counts_comments(text)) return Furniture::form;
  if (is_reading_time(text) || never_text().contains(text)) return Furniture::line;
  const std::string folded = lower(line);
  for (const auto& [beginning, kind] : kBeginnings) {
    if (!folded.starts_with(beginning)) continue;
    // What only begins so may be a sentence: a heading is short and ends without a full stop.
    if (kind == Furniture::heading && (words(line).size() > 6 || ends_like_a_sentence(line))) continue;
    return kind;
  }
  return Furniture::none;
}

bool is_never_text(std::string_view line) { return line.size() <= kLongest && never_text().contains(bare(line)); }

}  // namespace backfile::readers
