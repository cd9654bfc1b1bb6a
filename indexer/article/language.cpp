// Language tags to canonical BCP 47.
#include "indexer/article/language.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <vector>

#include "indexer/article/language_names.h"

namespace backfile::article {

namespace {

constexpr std::size_t kMaxTag = 64;  // longer than any tag or name in the table

bool is_alpha(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all(std::string_view text, bool (*test)(char)) { return std::all_of(text.begin(), text.end(), test); }

/// Trimmed and in lower case, composed letters as they are.
std::string fold(std::string_view text) {
  std::string folded;
  icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())))
      .trim()
      .toLower(icu::Locale::getEnglish())
      .toUTF8String(folded);
  return folded;
}

/// Subtags between hyphens or underscores, without a POSIX ending (".UTF-8", "@euro"); none where a character is not of a tag.
std::vector<std::string> subtags(std::string_view tag) {
  std::vector<std::string> parts(1);
  for (const char c : tag.substr(0, tag.find_first_of(".@"))) {
    if (c == '-' || c == '_')
      parts.emplace_back();
    else if (is_alpha(c) || is_digit(c))
      parts.back() += c;
    else
      return {};
  }
  if (parts.back().empty()) parts.pop_back();
  for (const std::string& part : parts)
    if (part.empty() || part.size() > 8) return {};
  return parts;
}

/// The language that the first subtags name: "fr" of "fra", "yue" of "zh-yue". `next` moves behind what was read.
std::string primary(const std::vector<std::string>& parts, std::size_t& next) {
  std::string code = parts[next++];
  if (!all(code, is_alpha) || code.size() < 2 || code.size() > 3) return {};
  // Three letters after a language are the language itself, seen as a part of the first: zh-yue, ar-arz.
  if (code == "zh" || code == "ar" || code == "ms")
    while (next < parts.size() && parts[next].size() == 3 && all(parts[next], is_alpha)) code = parts[next++];
  if (code == "und" || code == "mis" || code == "mul" || code == "zxx") return {};  // undetermined, uncoded, several, none
  if (const std::string_view known = language_code(code); !known.empty()) return std::string(known);
  return code.size() == 3 ? code : std::string();
}

std::string upper(std::string text) {
  for (char& c : text)
    if (is_alpha(c)) c = static_cast<char>(c - 'a' + 'A');
  return text;
}

/// Script, region, variants and extensions, in that order and in their usual case; what is out of place is left out.
std::string ending(const std::vector<std::string>& parts, std::size_t next) {
  std::string tag;
  const auto here = [&](auto test) { return next < parts.size() && test(parts[next]); };
  while (here([](const std::string& s) { return s.size() == 3 && all(s, is_alpha); })) ++next;  // an extended language, or "USA"
  if (here([](const std::string& s) { return s.size() == 4 && all(s, is_alpha); })) {
    tag += "-" + upper(parts[next].substr(0, 1)) + parts[next].substr(1);
    ++next;
  }
  if (here([](const std::string& s) { return (s.size() == 2 && all(s, is_alpha)) || (s.size() == 3 && all(s, is_digit)); })) {
    tag += "-" + (parts[next] == "uk" ? "GB" : upper(parts[next]));
    ++next;
  }
  while (here([](const std::string& s) { return s.size() >= 5 || (s.size() == 4 && is_digit(s[0])); })) tag += "-" + parts[next++];
  if (here([](const std::string& s) { return s.size() == 1; }) && next + 1 < parts.size())
    while (next < parts.size()) tag += "-" + parts[next++];
  return tag;
}

}  // namespace

std::string canonical_language(std::string_view tag) {
  if (is_two_letter_language(tag)) return std::string(tag);  // by far the most frequent
  if (tag.size() > kMaxTag) return {};
  const std::string folded = fold(tag);
  if (const std::string_view known = language_code(folded); !known.empty()) return std::string(known);
  if (const std::size_t bracket = folded.find(" ("); bracket != std::string::npos)  // "English (United Kingdom)"
    return std::string(language_code(folded.substr(0, bracket)));
  const std::vector<std::string> parts = subtags(folded);
  if (parts.empty()) return {};
  std::size_t next = 0;
  std::string canonical = primary(parts, next);
  if (canonical.empty()) return {};
  return canonical.find('-') == std::string::npos ? canonical + ending(parts, next) : canonical;
}

std::string_view base_language(std::string_view canonical) { return canonical.substr(0, canonical.find('-')); }

}  // namespace backfile::article
