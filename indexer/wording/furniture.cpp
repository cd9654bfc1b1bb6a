// Looks a line up in the tables furniture_*.def, and counts comments (`12 Comments`).
#include "indexer/wording/furniture.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "indexer/wording/words.h"

namespace backfile::wording {

namespace {

const std::unordered_map<std::string_view, Furniture>& whole_lines() {
  static const std::unordered_map<std::string_view, Furniture> kLines = {
#define BACKFILE_FURNITURE_WHOLE(kind, text) {text, Furniture::kind},
#include "indexer/wording/furniture_headings.def"
#include "indexer/wording/furniture_lines.def"
#undef BACKFILE_FURNITURE_WHOLE
  };
  return kLines;
}

enum class Beginning { form, heading, line, phrase };

constexpr auto kBeginnings = std::to_array<std::pair<std::string_view, Beginning>>({
#define BACKFILE_FURNITURE_BEGINS(kind, text) {text, Beginning::kind},
#define BACKFILE_FURNITURE_NEVER(text)
#define BACKFILE_FURNITURE_INLINE(text)
#include "indexer/wording/furniture_beginnings.def"
#undef BACKFILE_FURNITURE_BEGINS
#undef BACKFILE_FURNITURE_INLINE
});

constexpr auto kInline = std::to_array<std::string_view>({
#define BACKFILE_FURNITURE_BEGINS(kind, text)
#define BACKFILE_FURNITURE_INLINE(text) text,
#include "indexer/wording/furniture_beginnings.def"
#undef BACKFILE_FURNITURE_INLINE
#undef BACKFILE_FURNITURE_NEVER
});

const std::unordered_set<std::string_view>& never_text() {
  static const std::unordered_set<std::string_view> kLines = {
#define BACKFILE_FURNITURE_INLINE(text)
#define BACKFILE_FURNITURE_NEVER(text) text,
#include "indexer/wording/furniture_beginnings.def"
#undef BACKFILE_FURNITURE_BEGINS
#undef BACKFILE_FURNITURE_NEVER
#undef BACKFILE_FURNITURE_INLINE
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

/// What begins like furniture may be a sentence: `Subscribe to the theory that …`. Furniture's own sentences speak of such things.
bool is_sentence_of_text(std::string_view line) {
  constexpr auto kTelling = std::to_array<std::string_view>(
      {"newsletter", "inbox",  "email",   "e-mail",   "updates", "alerts",   "cookie",  "reserved",     "website",   "podcast",
       "instagram",  "social", "twitter", "facebook", "youtube", "whatsapp", "account", "notification", "unlimited", "may not be",
       "privacy",    "marked", "канал",   "рассылк",  "réseaux", "redes",    "channel", "telegram",     "app ",      "rights"});
  if (!ends_like_a_sentence(line) || words(line).size() < 6) return false;
  const std::string folded = lower(line);
  return std::none_of(kTelling.begin(), kTelling.end(), [&](std::string_view word) { return folded.find(word) != folded.npos; });
}

bool is_link(std::string_view line) {
  if (ends_like_a_sentence(line) && !line.ends_with('?') && !line.ends_with('!')) return false;
  const std::string folded = lower(line.substr(0, 60));
  return std::any_of(kInline.begin(), kInline.end(), [&](std::string_view beginning) { return folded.starts_with(beginning); });
}

}  // namespace

Furniture furniture_of(std::string_view line) {
  if (line.empty() || line.size() > kLongest) return Furniture::none;
  const std::string text = bare(line);
  if (text.empty()) return Furniture::line;  // a rule of dashes or stars
  if (const auto found = whole_lines().find(text); found != whole_lines().end()) return found->second;
  if (counts_comments(text)) return Furniture::form;
  if (is_reading_time(text) || never_text().contains(text) || is_link(line)) return Furniture::line;
  const std::string folded = lower(line);
  for (const auto& [beginning, kind] : kBeginnings) {
    if (!folded.starts_with(beginning)) continue;
    if (kind == Beginning::phrase && is_sentence_of_text(line)) continue;
    // What only begins so may be a sentence: a heading is short and ends without a full stop.
    if (kind == Beginning::heading && (words(line).size() > 6 || ends_like_a_sentence(line))) continue;
    if (kind == Beginning::form) return Furniture::form;
    return kind == Beginning::heading ? Furniture::heading : Furniture::line;
  }
  // `Newer post →`
  return line.ends_with(" \xE2\x86\x92") || (line.ends_with(" \xC2\xBB") && line.find("\xC2\xAB") == line.npos) ? Furniture::menu
                                                                                                                : Furniture::none;
}

bool is_never_text(std::string_view line) {  // -30- ends the copy of American wires.
  return line.size() <= kLongest && (line == "-30-" || never_text().contains(bare(line)) || is_link(line));
}

bool is_comment_mark(std::string_view line) {
  if (line.size() > kLongest) return false;
  const std::string text = bare(line);
  constexpr auto kMarks = std::to_array<std::string_view>(
      {"reply", "like", "report", "antworten", "répondre", "responder", "rispondi", "返信", "ответить", "رد"});
  if (among(kMarks, text)) return true;
  constexpr auto kEnds = std::to_array<std::string_view>(
      {" says", " said", " wrote", " sagt", " schrieb", " dit", " a dit", " dice", " dijo", " disse", " ha scritto", " пишет"});
  constexpr auto kWithin =
      std::to_array<std::string_view>({" schrieb am ", " says on ", " said on ", " wrote on ", " days ago", " hours ago", " day ago",
                                       " hour ago", " weeks ago", " months ago", " years ago", " a écrit le "});
  const bool named = words(line).size() <= 5 && line.ends_with(':');
  return (named && std::any_of(kEnds.begin(), kEnds.end(), [&](std::string_view end) { return text.ends_with(end); })) ||
         (words(line).size() <= 12 && !ends_like_a_sentence(line) &&
          std::any_of(kWithin.begin(), kWithin.end(), [&](std::string_view part) { return text.find(part) != text.npos; }));
}

}  // namespace backfile::wording
