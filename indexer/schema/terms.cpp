// The term makers: prefix and value put together so that no two fields' terms are ever the same, within Xapian's limits.
#include <algorithm>
#include <charconv>
#include <cstdio>

#include "indexer/analysis/analyzer.h"
#include "indexer/analysis/fold.h"
#include "indexer/article/id.h"
#include "indexer/article/language.h"
#include "indexer/article/stored.h"
#include "indexer/schema/fields.h"

namespace backfile::schema {
namespace {

// Xapian takes 245 bytes; the head of a long value keeps terms readable, the digest keeps them apart.
constexpr std::size_t kMaxTerm = 200;
constexpr std::size_t kDigestBytes = 16;
constexpr std::size_t kMaxLevels = 16;

std::string hex(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const char byte : bytes) {
    text.push_back(kDigits[static_cast<unsigned char>(byte) >> 4]);
    text.push_back(kDigits[static_cast<unsigned char>(byte) & 15]);
  }
  return text;
}

bool has_several_letters(std::string_view prefix) { return prefix.size() > 1; }

// Omega's rule: behind a prefix of several letters a value that begins with a capital or a colon is set off by a colon.
std::string prefixed(std::string_view prefix, std::string_view value) {
  std::string term(prefix);
  const bool set_off = has_several_letters(prefix) && !value.empty() && ((value[0] >= 'A' && value[0] <= 'Z') || value[0] == ':');
  if (set_off) term.push_back(':');
  term.append(value);
  std::replace(term.begin(), term.end(), '\0', ' ');
  if (term.size() <= kMaxTerm) return term;
  const std::string mark = "~" + hex(article::digest(value)).substr(0, 2 * kDigestBytes);
  return std::string(analysis::cut(term, kMaxTerm - mark.size())) + mark;
}

// "News / World/" -> {"news", "world"}
std::vector<std::string> levels(std::string_view path) {
  std::vector<std::string> result;
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    if (std::string level = fold_value(path.substr(0, slash)); !level.empty()) result.push_back(std::move(level));
    path = slash == path.npos ? std::string_view() : path.substr(slash + 1);
  }
  return result;
}

std::string path_of(const std::vector<std::string>& parts, std::size_t count) {
  std::string path;
  for (std::size_t i = 0; i < count; ++i) path.append(i ? "/" : "").append(parts[i]);
  return path;
}

std::string language_value(std::string_view tag) {
  const std::string canonical = article::canonical_language(tag);
  return fold_value(canonical.empty() ? tag : canonical);
}

std::string cut_term(std::string term) {
  std::replace(term.begin(), term.end(), '\0', ' ');
  term.resize(analysis::cut(term, kMaxTerm + 40).size());
  return term;
}

constexpr std::size_t kHexDigits = 16;

std::string fixed_hex(std::uint64_t number) {
  char text[kHexDigits + 1];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(number));
  return text;
}

std::string numbered(const char* format, int first, int second = 0, int third = 0) {
  char text[40];
  std::snprintf(text, sizeof text, format, first, second, third);
  return text;
}

}  // namespace

std::string fold_value(std::string_view value) {
  std::string folded;
  bool space = false;
  for (const char c : analysis::fold(value)) {
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F) {
      space = !folded.empty();
      continue;
    }
    if (space) folded.push_back(' ');
    space = false;
    folded.push_back(c);
  }
  return folded;
}

std::string word_term(std::string_view folded) { return cut_term(std::string(folded)); }

std::string field_word_term(Field field, std::string_view folded) {
  return cut_term(std::string(info(field).word_prefix) + std::string(folded));
}

std::string title_word_term(std::string_view folded) { return cut_term("S" + std::string(folded)); }

std::string stem_term(std::string_view language, std::string_view stem) {
  return cut_term("Z" + std::string(article::base_language(language)) + ":" + std::string(stem));
}

std::string title_stem_term(std::string_view language, std::string_view stem) {
  return cut_term("ZS" + std::string(article::base_language(language)) + ":" + std::string(stem));
}

std::string id_term(std::string_view id) { return prefixed(info(Field::id).prefix, id); }

std::string exact_term(Field field, std::string_view value) {
  const FieldInfo& about = info(field);
  if (field == Field::id) return id_term(value);
  if (field == Field::url) return prefixed(about.prefix, article::normalise_url(value));
  if (field == Field::language) return prefixed(about.prefix, language_value(value));
  if (about.kind == Kind::path) {
    const std::vector<std::string> parts = levels(value);
    return prefixed(about.prefix, path_of(parts, parts.size()));
  }
  return prefixed(about.prefix, fold_value(value));
}

std::vector<std::string> filter_terms(Field field, std::string_view value) {
  std::vector<std::string> terms{exact_term(field, value)};
  const FieldInfo& about = info(field);
  if (about.kind == Kind::path) {
    const std::vector<std::string> parts = levels(value);
    for (std::size_t count = 1; count < std::min(parts.size(), kMaxLevels); ++count)
      terms.push_back(prefixed(about.prefix, path_of(parts, count)));
  }
  if (field == Field::language) {
    const std::string tag = language_value(value);
    const std::string_view base = article::base_language(tag);
    if (base.size() < tag.size()) terms.push_back(prefixed(about.prefix, base));
  }
  return terms;
}

std::string day_term(int year, int month, int day) { return numbered("D%04d%02d%02d", year, month, day); }
std::string month_term(int year, int month) { return numbered("M%04d%02d", year, month); }
std::string year_term(int year) { return numbered("Y%04d", year); }
std::string anniversary_term(int month, int day) { return numbered("XN%02d%02d", month, day); }
std::string precision_term(std::string_view name) { return prefixed("XP", name); }

std::string all_term() { return "XVISIBLE"; }
std::string held_term(std::string_view status) { return prefixed("XH", status); }
std::string embargo_term() { return "XEMBARGO"; }

std::string revision_term(std::uint64_t revision) { return "XR" + fixed_hex(revision); }
std::string embargo_end_term(std::int64_t instant) {
  return "XU" + fixed_hex(static_cast<std::uint64_t>(std::max<std::int64_t>(instant, 0)));
}
std::string seen_term() { return "XSEEN"; }
std::string held_copy_term(std::string_view id) { return prefixed("XI", id); }

std::uint64_t number_in_term(std::string_view term) {
  std::uint64_t number = 0;
  if (term.size() == 2 + kHexDigits) std::from_chars(term.data() + 2, term.data() + term.size(), number, 16);
  return number;
}

}  // namespace backfile::schema
