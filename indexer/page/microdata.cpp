#include "indexer/page/microdata.h"

#include <cstdint>
#include <string>
#include <vector>

namespace backfile::page {
namespace {

using markup::Node;

std::string_view property(const Node& element) {
  const std::string_view name = element.has("itemprop") ? element.attribute("itemprop") : element.attribute("property");
  const auto colon = name.rfind(':');
  return colon == name.npos || name.find("://") != name.npos ? name : name.substr(colon + 1);
}

bool opens_item(const Node& element) { return element.has("itemscope") || element.has("typeof"); }

bool is_article(const Node& item) {
  const std::string_view type = item.has("itemtype") ? item.attribute("itemtype") : item.attribute("typeof");
  for (const std::string_view ending : {"Article", "BlogPosting", "Posting", "Report", "CreativeWork", "Recipe", "Review"})
    if (type.ends_with(ending)) return true;
  return false;
}

std::string_view stated_value(const Node& element) {
  for (const std::string_view name : {"content", "datetime"})
    if (element.has(name)) return element.attribute(name);
  return {};
}

/// For every node the item around it: 0 for none, the index of its element for an article, kOther inside anything else.
class Items {
 public:
  static constexpr std::uint32_t kOther = UINT32_MAX;
  explicit Items(const markup::Document& tree) : of_(tree.nodes(), 0) {
    const Node& root = tree.root();
    for (const Node* node = root.first; node; node = next_within(*node, root)) {
      const std::uint32_t around = of_[node->parent->index];
      of_[node->index] = around;
      if (node->is_text() || !opens_item(*node)) continue;
      of_[node->index] = is_article(*node) ? node->index : property(*node) == "author" ? around : kOther;
    }
  }
  /// The item that a property of this element belongs to.
  std::uint32_t around(const Node& element) const { return opens_item(element) ? of_[element.parent->index] : of_[element.index]; }

 private:
  std::vector<std::uint32_t> of_;
};

std::string author_name(const Node& element) {
  if (const auto value = stated_value(element); !value.empty()) return value_line(value);
  if (!opens_item(element)) return {};
  for (const Node* node = element.first; node; node = next_within(*node, element)) {
    if (node->is_text() || property(*node) != "name") continue;
    const auto value = stated_value(*node);
    return value_line(value.empty() ? markup::text_of(*node) : std::string(value));
  }
  return {};
}

void say_property(const Node& element, std::string_view name, std::string_view language, Said& said) {
  const std::string_view value = stated_value(element);
  if (name == "datePublished" && !said.published) said.published = date_of(value, language);
  if (name == "dateModified" && !said.modified) said.modified = date_of(value, language);
  if (name == "author" || name == "creator") say(said.authors, author_name(element));
  if (name == "headline") say(said.title, value.empty() ? markup::text_of(element) : std::string(value));
  if (name == "articleSection") say(said.section, value.empty() ? markup::text_of(element) : std::string(value));
}

}  // namespace

Said said_by_microdata(const markup::Document& tree, std::string_view language) {
  constexpr std::size_t kMostProperties = 5'000;
  const Items items(tree);
  Said in_article, in_none;
  std::uint32_t article = 0;
  std::size_t count = 0;
  const Node& root = tree.root();
  for (const Node* node = root.first; node; node = next_within(*node, root)) {
    if (node->is_text()) continue;
    const auto name = property(*node);
    if (name.empty() || (node->parent && node->parent->is("head"))) continue;
    if (++count > kMostProperties) break;
    const auto item = items.around(*node);
    if (item == Items::kOther || (item != 0 && article != 0 && item != article)) continue;
    if (item != 0) article = item;
    say_property(*node, name, language, item == 0 ? in_none : in_article);
  }
  return article != 0 ? in_article : in_none;
}

}  // namespace backfile::page
