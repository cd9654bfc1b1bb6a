// Recognises syntax that is reserved for later, one function a case, and takes it apart into plain words.
#include "server/query/reserved_syntax.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "indexer/schema/fields.h"
#include "server/query/characters.h"
#include "server/query/lexer.h"

namespace backfile::query {
namespace {

// Nobody types a field, wildcard or range as long as this; it keeps the work linear in the text.
constexpr std::size_t kLongestSyntax = 256;

// Prefixes of the grammar that are no fields of the schema.
constexpr std::array<std::string_view, 4> kOtherPrefixes = {"after", "before", "date", "in"};

using Parts = std::vector<std::string_view>;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_prefix_name(std::string_view name) {
  const auto same = [&](std::string_view known) {
    return std::equal(name.begin(), name.end(), known.begin(), known.end(), [](char a, char b) { return lower(a) == b; });
  };
  if (std::any_of(kOtherPrefixes.begin(), kOtherPrefixes.end(), same)) return true;
  const auto fields = schema::fields();
  return std::any_of(fields.begin(), fields.end(),
                     [&](const schema::FieldInfo& field) { return field.kind != schema::Kind::stored && same(field.name); });
}

// Each case gives the parts of a word in its syntax, or nothing where the word is not in it.

Parts field_parts(std::string_view word) {
  const auto colon = word.find(':');
  if (colon == std::string_view::npos || colon + 1 == word.size() || !is_prefix_name(word.substr(0, colon))) return {};
  return {word.substr(0, colon), word.substr(colon + 1)};
}

Parts range_parts(std::string_view word) {
  const auto dots = word.find("..");
  if (dots == std::string_view::npos || dots == 0 || dots + 2 >= word.size()) return {};
  if (!is_digit(word[dots - 1]) || !is_digit(word[dots + 2])) return {};
  return {word.substr(0, dots), word.substr(dots + 2)};
}

Parts wildcard_parts(std::string_view word) {
  const auto star = word.find('*');
  if (star == std::string_view::npos || word.find_first_not_of('*') == std::string_view::npos) return {};
  return {word.substr(0, star), word.substr(star + 1)};
}

Parts letters_off_parts(std::string_view word) {
  const auto tilde = word.rfind('~');
  if (tilde == std::string_view::npos || tilde == 0 || tilde + 1 == word.size()) return {};
  if (!std::all_of(word.begin() + static_cast<std::ptrdiff_t>(tilde) + 1, word.end(), is_digit)) return {};
  return {word.substr(0, tilde)};
}

struct Case {
  Parts (*parts)(std::string_view word);
  const char* name;
};
constexpr Case kCases[] = {
    {field_parts, "Fields"}, {range_parts, "Ranges"}, {wildcard_parts, "Wildcards"}, {letters_off_parts, "Spelling variants"}};

// A sign inside a word is no operator, so it must not become one by standing first.
std::string_view without_signs(std::string_view part) {
  for (;;) {
    if (part.starts_with('-') || part.starts_with('+')) {
      part.remove_prefix(1);
    } else if (part.starts_with("－") || part.starts_with("＋")) {
      part.remove_prefix(3);
    } else {
      return part;
    }
  }
}

}  // namespace

bool is_field_prefix(const std::string& word, std::vector<std::string>& warnings) {
  if (!word.ends_with(':') || !is_prefix_name(std::string_view(word).substr(0, word.size() - 1))) return false;
  warn(warnings, "Fields are not understood in a query yet: " + quoted(word) + " before a phrase or group was ignored.");
  return true;
}

std::vector<std::string> plain_words(const std::string& word, std::vector<std::string>& warnings) {
  if (word.size() > kLongestSyntax) return {word};
  std::vector<std::string> out;
  Parts pending{word};  // a stack: the next part is the last
  while (!pending.empty()) {
    const auto part = pending.back();
    pending.pop_back();
    Parts parts;
    for (const auto& syntax : kCases) {
      parts = syntax.parts(part);
      if (parts.empty()) continue;
      warn(warnings, std::string(syntax.name) + " are not understood in a query yet: " + quoted(word) + " was read as plain words.");
      break;
    }
    if (parts.empty()) out.emplace_back(part);
    std::reverse(parts.begin(), parts.end());
    for (const auto& piece : parts) {
      if (const auto rest = without_signs(piece); !rest.empty()) pending.push_back(rest);
    }
  }
  return out;
}

}  // namespace backfile::query
