#include "server/render/rows.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "indexer/article/article_json.h"

namespace backfile::render {
namespace {

using Json = nlohmann::ordered_json;
using query::RowFormat;

std::string line(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n'; }

Json native(const article::Article& article) {
  Json json = Json::parse(article::to_json(article, article::Boxes::without));
  json.erase("scan");
  return json;
}

// OWASP's "CSV injection": these begin a formula in a spreadsheet, or hide one.
bool dangerous(unsigned char first) { return first < 0x20 || first == '=' || first == '+' || first == '-' || first == '@'; }

std::string cell(std::string text) {
  if (!text.empty() && dangerous(static_cast<unsigned char>(text.front()))) text.insert(text.begin(), '\'');
  if (text.find_first_of("\",\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + '"';
}

std::string text_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_object()) return text_of(value.value("text", Json("")));  // a correction
  if (!value.is_array()) return value.dump();
  std::string all;
  for (const Json& one : value) all += (all.empty() ? "" : "; ") + text_of(one);
  return all;
}

std::string cells(const std::vector<std::string>& values) {
  std::string row;
  for (const auto& value : values) {
    if (&value != &values.front()) row += ',';
    row += cell(value);
  }
  return row + "\r\n";
}

std::vector<std::string> columns(RowFormat format, std::vector<std::string> fields) {
  if (format != RowFormat::csv || !fields.empty()) return fields;
  return {"id", "published", "source", "section", "authors", "title", "language", "url"};
}

}  // namespace

Rows::Rows(RowFormat format, std::vector<std::string> fields) : format_(format), fields_(columns(format, std::move(fields))) {}

const char* Rows::content_type() const {
  switch (format_) {
    case RowFormat::ndjson:
      return "application/x-ndjson; charset=utf-8";
    case RowFormat::csv:
      return "text/csv; charset=utf-8; header=present";
    case RowFormat::ids:
      break;
  }
  return "text/plain; charset=utf-8";
}

const char* Rows::file_name() const {
  switch (format_) {
    case RowFormat::ndjson:
      return "articles.ndjson";
    case RowFormat::csv:
      return "articles.csv";
    case RowFormat::ids:
      break;
  }
  return "ids.txt";
}

std::string Rows::head() const { return format_ == RowFormat::csv ? cells(fields_) : std::string(); }

std::string Rows::row(const article::Article& article) const {
  if (format_ == RowFormat::ids) return article.id + '\n';
  Json json = native(article);
  if (format_ == RowFormat::csv) {
    std::vector<std::string> values;
    for (const auto& field : fields_) values.push_back(json.contains(field) ? text_of(json[field]) : std::string());
    return cells(values);
  }
  if (fields_.empty()) return line(json);
  Json chosen = Json::object();
  for (const auto& field : fields_)
    if (json.contains(field)) chosen[field] = std::move(json[field]);
  return line(chosen);
}

}  // namespace backfile::render
