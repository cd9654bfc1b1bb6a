// The languages that have a two-letter code, and the other names and codes they go by: an index over language_table.def.
#include "indexer/article/language_names.h"

#include <array>
#include <unordered_map>

namespace backfile::article {

namespace {

struct Row {
  std::string_view tag, codes, names;
};

constexpr Row kTable[] = {
#define LANGUAGE(tag, codes, names) {tag, codes, names},
#include "indexer/article/language_table.def"
#undef LANGUAGE
};

using Index = std::unordered_map<std::string_view, std::string_view>;

void add(Index& index, std::string_view list, std::string_view tag) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find('|'), list.size());
    index.emplace(list.substr(0, end), tag);
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

const Index& index() {
  static const Index built = [] {
    Index made;
    for (const Row& row : kTable) {
      made.emplace(row.tag, row.tag);
      add(made, row.codes, row.tag);
      add(made, row.names, row.tag);
    }
    return made;
  }();
  return built;
}

}  // namespace

std::string_view language_code(std::string_view name) {
  const auto found = index().find(name);
  return found == index().end() ? std::string_view{} : found->second;
}

bool is_two_letter_language(std::string_view code) { return code.size() == 2 && language_code(code) == code; }

}  // namespace backfile::article
