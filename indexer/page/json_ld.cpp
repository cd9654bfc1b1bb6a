// Scripts to JSON values, by ever bolder repairs, and values to objects.
#include "indexer/page/json_ld.h"

#include <algorithm>

#include "indexer/markup/entities.h"
#include "indexer/page/said.h"
#include "indexer/text/charset.h"
#include "indexer/text/json_repair.h"
#include "indexer/wording/words.h"

namespace backfile::page {
namespace {

using nlohmann::json;

const json kNull;

/// Without what hides JSON from old browsers: `<!-- … -->`, `//<![CDATA[ … //]]>`, and a `;` at the end.
std::string_view bare_json(std::string_view text) {
  const auto begin = text.find_first_of("{[");
  if (begin == text.npos) return {};
  text.remove_prefix(begin);
  if (text.starts_with("[CDATA[")) return bare_json(text.substr(7));
  const auto end = text.find_last_of("}]");
  return end == text.npos ? text : text.substr(0, end + 1);
}

bool too_deep(std::string_view text) {
  std::size_t depth = 0, deepest = 0;
  bool in_string = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (in_string && c == '\\')
      ++at;
    else if (c == '"')
      in_string = !in_string;
    else if (!in_string && (c == '{' || c == '['))
      deepest = std::max(deepest, ++depth);
    else if (!in_string && (c == '}' || c == ']') && depth > 0)
      --depth;
  }
  return deepest > kMaxJsonLdDepth;
}

std::string with_entities_decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = text[at] == '&' ? markup::decode_entity(text.substr(at), out) : 0;
    if (length == 0) out += text[at];
    at += std::max<std::size_t>(length, 1);
  }
  return out;
}

/// `"headline": "She said "no" again"`: a quotation mark within a value is one that no separator stands beside.
std::string with_inner_quotes_escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 16);
  bool in_string = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (in_string && text[at] == '\\' && at + 1 < text.size()) {
      out += text.substr(at++, 2);
      continue;
    }
    if (text[at] == '"') {
      const auto next = text.find_first_not_of(" \t\r\n", at + 1);
      const bool ends = next == text.npos || std::string_view(",:}]").find(text[next]) != std::string_view::npos;
      if (in_string && !ends) out += '\\';
      if (!in_string || ends) in_string = !in_string;
    }
    out += text[at];
  }
  return out;
}

json parsed(std::string_view text) {
  if (text.empty() || too_deep(text)) return json::value_t::discarded;
  return json::parse(text, nullptr, false, true);
}

/// Several values in a row, with or without commas between them.
json parsed_row(std::string_view text) {
  std::string list = "[";
  for (std::size_t at = 0; at < text.size(); ++at) {
    list += text[at];
    if (text[at] != '}') continue;
    const auto next = text.find_first_not_of(" \t\r\n;", at + 1);
    if (next != text.npos && text[next] == '{') list += ',';
  }
  list += ']';
  return parsed(list);
}

json json_in(std::string_view script) {
  const std::string_view text = bare_json(script);
  if (text.empty()) return json::value_t::discarded;
  json value = parsed(text);
  if (value.is_discarded()) value = parsed(text::repaired_json(text));
  if (value.is_discarded()) value = parsed_row(text::repaired_json(text));
  if (value.is_discarded() && text.find("&quot;") != text.npos) value = parsed(text::repaired_json(with_entities_decoded(text)));
  if (value.is_discarded()) value = parsed(text::repaired_json(with_inner_quotes_escaped(text)));
  return value;
}

}  // namespace

JsonLd::JsonLd(const markup::Document& tree) {
  std::size_t bytes = 0;
  for (const markup::Node* script : markup::find_all(tree.root(), "script")) {
    if (wording::lower(script->attribute("type").substr(0, 40)).find("ld+json") == std::string::npos) continue;
    const std::string text = markup::text_of(*script);
    bytes += text.size();
    if (bytes > kMaxJsonLdBytes) break;
    if (json value = json_in(text); value.is_structured()) values_.push_back(std::move(value));
  }
  for (const json& value : values_) collect(value, 0);
}

void JsonLd::collect(const json& value, int depth) {
  constexpr int kDeepest = 8;
  if (depth > kDeepest) return;
  if (value.is_array()) {
    for (const json& one : value) collect(one, depth + 1);
  }
  if (!value.is_object() || objects_.size() >= kMaxJsonLdObjects) return;
  if (value.contains("@type")) objects_.push_back(&value);
  if (const json& id = member(value, "@id"); id.is_string() && value.size() > 1) {
    const json*& known = by_id_[id.get<std::string>()];
    if (known == nullptr || known->size() < value.size()) known = &value;
  }
  for (const char* name : {"@graph", "mainEntity", "mainEntityOfPage", "breadcrumb", "isPartOf", "author", "publisher"})
    collect(member(value, name), depth + 1);
}

const json& JsonLd::resolved(const json& value) const {
  if (!value.is_object()) return value;
  const json& id = member(value, "@id");
  if (!id.is_string() || value.contains("name")) return value;
  const auto found = by_id_.find(id.get<std::string>());
  return found == by_id_.end() ? value : *found->second;
}

bool is_type(const json& object, std::string_view ending) {
  const json& type = member(object, "@type");
  const auto fits = [&](const json& one) {
    if (!one.is_string()) return false;
    const std::string_view name = one.get_ref<const std::string&>();
    return name.ends_with(ending);
  };
  return type.is_array() ? std::any_of(type.begin(), type.end(), fits) : fits(type);
}

const json& member(const json& value, const std::string& name) {
  if (!value.is_object()) return kNull;
  auto found = value.find(name);
  if (found == value.end()) found = value.find("schema:" + name);
  return found == value.end() ? kNull : *found;
}

std::string line_of(const json& value) {
  if (value.is_string()) return value_line(value.get_ref<const std::string&>());
  if (value.is_number_integer()) return std::to_string(value.get<std::int64_t>());
  if (value.is_array()) {
    for (const json& one : value) {
      if (!one.is_array())
        if (std::string line = line_of(one); !line.empty()) return line;
    }
  }
  if (value.is_object()) {
    for (const char* name : {"@value", "name", "headline"}) {
      const json& inner = member(value, name);
      if (!inner.is_structured())
        if (std::string line = line_of(inner); !line.empty()) return line;
    }
  }
  return {};
}

}  // namespace backfile::page
