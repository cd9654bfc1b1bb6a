// Elements to values, and the search for the outermost element that is a record.
#include "indexer/readers/xml_fields.h"

#include <algorithm>
#include <array>

#include "indexer/markup/fragment.h"
#include "indexer/markup/html_charset.h"
#include "indexer/markup/xml.h"
#include "indexer/readers/json_names.h"
#include "indexer/readers/json_text.h"
#include "indexer/readers/record_text.h"
#include "indexer/text/charset.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

using markup::Node;
using nlohmann::json;

constexpr int kDeepest = 8;

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == text.npos; }

/// Text with elements of a page in it, rather than fields of a record.
bool is_markup(const Node& element) {
  constexpr auto kPage =
      std::to_array<std::string_view>({"p", "br", "div", "b", "i", "em", "strong", "h1", "h2", "h3", "ul", "ol", "span", "a"});
  bool has_elements = false, has_text = false;
  for (const Node* child = element.first; child; child = child->next) {
    if (child->is_text())
      has_text = has_text || !is_blank(child->text);
    else if (wording::among(kPage, child->name))
      return true;
    else
      has_elements = true;
  }
  return has_elements && has_text;
}

/// A text that was indented with the elements around it: its line breaks are the printer's.
bool is_indented(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  bool has_lines = false;
  for (auto at = text.find('\n'); at != text.npos; at = text.find('\n', at + 1)) {
    if (!text.substr(at + 1).starts_with("  ") && !text.substr(at + 1).starts_with('\t')) return false;
    has_lines = true;
  }
  return has_lines;
}

void add(json& object, std::string_view name, json value) {
  json& member = object[std::string(name)];
  if (member.is_null())
    member = std::move(value);
  else if (member.is_array())
    member.push_back(std::move(value));
  else
    member = json::array({std::move(member), std::move(value)});
}

json value_of_element(const Node& element, int depth);

json object_of(const Node& element, int depth) {
  json object = json::object();
  for (const markup::Attribute& attribute : element.attributes)
    if (attribute.space.empty() || attribute.name == "lang") add(object, attribute.name, std::string(attribute.value));
  if (depth == kDeepest) return object;
  for (const Node* child = element.first; child; child = child->next)
    if (!child->is_text()) add(object, child->name, value_of_element(*child, depth + 1));
  return object;
}

/// A list within an element of its own (<categories>) is the list.
json value_of_element(const Node& element, int depth) {
  if (is_markup(element)) return body_of(&element);
  const bool has_children = std::any_of(&element, &element + 1, [](const Node& node) {
    for (const Node* child = node.first; child; child = child->next)
      if (!child->is_text()) return true;
    return false;
  });
  if (!has_children) {
    std::string text = markup::text_of(element);
    if (is_indented(text) && markup::markup_of(text) < markup::Markup::blocks) return text::one_line(text);
    if (!is_blank(text)) return text;
  }
  json object = object_of(element, depth);
  if (object.empty()) return nullptr;
  if (object.size() == 1 && has_children && (object.begin()->is_array() || object.begin()->is_string())) return *object.begin();
  return object;
}

bool says_anything(const std::vector<const json*>& values) {
  return std::any_of(values.begin(), values.end(), [](const json* value) { return value->is_string() || value->is_array(); });
}

bool is_record(const Node& element) {
  json named = json::object();
  for (const Node* child = element.first; child; child = child->next) {
    if (child->is_text()) continue;
    const bool is_empty = is_blank(markup::text_of(*child));
    add(named, child->name, is_empty ? json(false) : json("text"));
  }
  if (named.size() < 2) return false;
  const Meanings meanings(named);
  const bool has_text = says_anything(meanings.of(Meaning::body)) || says_anything(meanings.of(Meaning::html)) ||
                        says_anything(meanings.of(Meaning::summary));
  return has_text && (has_headline(named) || says_anything(meanings.of(Meaning::published)));
}

}  // namespace

json fields_of(const Node& element) { return object_of(element, 0); }

std::string record_name_in(std::string_view head) {
  const std::string text = text::to_utf8(head, markup::charset_in_html(head)).text;
  const markup::XmlOutcome outcome = markup::parse_xml(text);
  const Node& root = outcome.tree.root();
  for (const Node* node = root.first; node; node = markup::next_within(*node, root))
    if (!node->is_text() && is_record(*node)) return std::string(node->name);
  return {};
}

}  // namespace backfile::readers
