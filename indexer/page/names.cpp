// Names cut into words, words looked up in names.def.
#include "indexer/page/names.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace backfile::page {
namespace {

enum class Says { body, article, lead, around, comments, within, hidden };
using Vocabulary = std::unordered_map<std::string_view, Says>;

const Vocabulary& whole_words() {
  static const Vocabulary kWords = {
#define BACKFILE_NAME_WHOLE(says, text) {text, Says::says},
#define BACKFILE_NAME_BEGINS(says, text)
#define BACKFILE_NAME_ALONE(says, text)
#include "indexer/page/names.def"
#undef BACKFILE_NAME_WHOLE
#undef BACKFILE_NAME_BEGINS
#undef BACKFILE_NAME_ALONE
  };
  return kWords;
}

const Vocabulary& beginnings() {
  static const Vocabulary kWords = {
#define BACKFILE_NAME_WHOLE(says, text)
#define BACKFILE_NAME_ALONE(says, text)
#define BACKFILE_NAME_BEGINS(says, text) {text, Says::says},
#include "indexer/page/names.def"
#undef BACKFILE_NAME_WHOLE
#undef BACKFILE_NAME_BEGINS
#undef BACKFILE_NAME_ALONE
  };
  return kWords;
}

const Vocabulary& whole_names() {
  static const Vocabulary kWords = {
#define BACKFILE_NAME_WHOLE(says, text)
#define BACKFILE_NAME_BEGINS(says, text)
#define BACKFILE_NAME_ALONE(says, text) {text, Says::says},
#include "indexer/page/names.def"
#undef BACKFILE_NAME_WHOLE
#undef BACKFILE_NAME_BEGINS
#undef BACKFILE_NAME_ALONE
  };
  return kWords;
}

constexpr std::size_t kShortestBeginning = 4, kLongestBeginning = 14;
constexpr std::size_t kMaxNameBytes = 400;

void note(Names& names, Says says) {
  if (says == Says::body) names.body = true;
  if (says == Says::article) names.article = true;
  if (says == Says::lead) names.lead = true;
  if (says == Says::around || says == Says::comments) names.around = true;
  if (says == Says::comments) names.comments = true;
  if (says == Says::within) names.within = true;
  if (says == Says::hidden) names.hidden = true;
}

void look_up(const Vocabulary& vocabulary, std::string_view word, Names& names) {
  if (const auto found = vocabulary.find(word); found != vocabulary.end()) note(names, found->second);
}

void look_up_beginning(std::string_view word, Names& names) {
  for (std::size_t length = kShortestBeginning; length <= std::min(word.size(), kLongestBeginning); ++length)
    if (const auto found = beginnings().find(word.substr(0, length)); found != beginnings().end()) note(names, found->second);
}

/// One class or id: its words, and each two in a row.
void read_name(std::string_view name, Names& names) {
  std::string joined;  // the word before and this one
  std::size_t before = 0, words = 0;
  const auto end_word = [&] {
    const std::string_view word = std::string_view(joined).substr(before);
    if (word.empty()) return;
    look_up(whole_words(), word, names);
    look_up_beginning(word, names);
    if (before > 0) {
      look_up(whole_words(), joined, names);
      look_up_beginning(joined, names);
    }
    joined.erase(0, before);
    before = joined.size();
    ++words;
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto c = static_cast<unsigned char>(name[i]);
    if (std::isalpha(c) == 0) {
      end_word();
      continue;
    }
    if (std::isupper(c) != 0 && i > 0 && std::islower(static_cast<unsigned char>(name[i - 1])) != 0) end_word();
    joined += static_cast<char>(std::tolower(c));
  }
  end_word();
  const auto is_mark = [](char c) { return c == '-' || c == '_'; };
  while (!name.empty() && is_mark(name.back())) name.remove_suffix(1);
  while (!name.empty() && is_mark(name.front())) name.remove_prefix(1);
  if (words == 1 && joined.size() == name.size()) look_up(whole_names(), joined, names);
}

void read_names(std::string_view value, Names& names) {
  value = value.substr(0, kMaxNameBytes);
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t end = std::min(value.find_first_of(" \t\n\r\f", at), value.size());
    if (end > at) read_name(value.substr(at, end - at), names);
    at = end + 1;
  }
}

bool hides(std::string_view style) {
  style = style.substr(0, kMaxNameBytes);
  for (const std::string_view property : {"display", "visibility"}) {
    const auto at = style.find(property);
    if (at == style.npos) continue;
    const auto value = style.find_first_not_of(" :", at + property.size());
    if (value != style.npos && (style.substr(value).starts_with("none") || style.substr(value).starts_with("hidden"))) return true;
  }
  return false;
}

}  // namespace

Names names_of(const markup::Node& element) {
  Names names;
  for (const markup::Attribute& attribute : element.attributes) {
    const auto& [name, space, value] = attribute;
    if (name == "class" || name == "id" || name == "data-testid" || name == "data-component" || name == "role") read_names(value, names);
    if (name == "itemprop") {
      if (value.find("articleBody") != value.npos) names.body = true;
      if (value == "description") names.lead = true;
      if (value == "author" || value == "caption" || value == "keywords" || value == "comment") names.within = true;
    }
    if (name == "hidden" || (name == "aria-hidden" && value == "true") || (name == "style" && hides(value))) names.hidden = true;
  }
  return names;
}

}  // namespace backfile::page
