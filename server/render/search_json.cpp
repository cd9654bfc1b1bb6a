// A page of results as JSON.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <nlohmann/json.hpp>

#include "server/render/json.h"
#include "server/render/json_text.h"
#include "server/render/next_page.h"

namespace backfile::render {
namespace {

using Json = nlohmann::ordered_json;

std::string text(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

void put_snippets(JsonText& out, const std::vector<search::Highlighted>& all) {
  out.name("snippets").begin_array();
  for (const search::Highlighted& snippet : all) {
    out.begin_object();
    out.name("html").string(snippet.html);
    out.name("text").string(snippet.text);
    out.name("marks").begin_array();
    for (const auto& [begin, end] : snippet.marks) {
      out.begin_array();
      out.number(std::uint64_t{begin});
      out.number(std::uint64_t{end});
      out.end_array();
    }
    out.end_array();
    out.end_object();
  }
  out.end_array();
}

Json corrections(const std::vector<article::Correction>& all) {
  Json list = Json::array();
  for (const article::Correction& correction : all) {
    Json entry = Json::object();
    if (correction.date) entry["date"] = article::to_iso(correction.date);
    entry["text"] = correction.text;
    list.push_back(std::move(entry));
  }
  return list;
}

Json explanation(const search::Explanation& given) {
  Json parts = Json::array();
  for (const auto& part : given.parts) {
    if (part.reason.empty())
      parts.push_back({{"words", part.words}, {"score", part.score}});
    else
      parts.push_back({{"reason", part.reason}, {"score", part.score}});
  }
  return {{"matches", given.matches}, {"score_parts", std::move(parts)}};
}

void put_facets(JsonText& out, const std::vector<search::Facet>& all) {
  out.name("facets").begin_object();
  for (const search::Facet& facet : all) {
    out.name(facet.name).begin_array();
    for (const auto& [value, count, selected] : facet.values) {
      out.begin_object();
      out.name("value").string(value);
      out.name("count").number(count);
      if (selected) out.name("selected").value("true");
      out.end_object();
    }
    out.end_array();
  }
  out.end_object();
}

/// The fields a result may have, in their order; what the article lacks is left out, as in native JSON.
void put_result(JsonText& out, const search::Hit& hit, const std::vector<std::string>& wanted, bool explain) {
  const article::Article& article = hit.article;
  const auto asked = [&](const char* name) { return wanted.empty() || std::find(wanted.begin(), wanted.end(), name) != wanted.end(); };
  const auto put = [&](const char* name, std::string_view value) {
    if (asked(name)) out.name(name).string(value);
  };
  const auto put_if = [&](const char* name, std::string_view value) {
    if (!value.empty()) put(name, value);
  };
  const auto put_date = [&](const char* name, const article::Date& date) {
    if (date && asked(name)) out.name(name).string(article::to_iso(date));
  };
  const auto put_list = [&](const char* name, const std::vector<std::string>& values) {
    if (values.empty() || !asked(name)) return;
    out.name(name).begin_array();
    for (const std::string& value : values) out.string(value);
    out.end_array();
  };
  out.begin_object();
  put("id", article.id);
  put_if("url", article.url);
  put("title", article.title);
  put("title_html", hit.title_html);
  put_if("subtitle", article.subtitle);
  put_if("summary", article.summary);
  put_date("published", article.published);
  put("date_precision", article::name(article.published.precision));
  put_date("modified", article.modified);
  put_if("section", article.section);
  put_list("authors", article.authors);
  put_list("tags", article.tags);
  put_if("source", article.source);
  put_if("language", article.language);
  put_if("page", article.page);
  put_if("edition", article.edition);
  if (article.scan.confidence && asked("ocr_confidence")) out.name("ocr_confidence").number(*article.scan.confidence / 1000.0);
  if (asked("score")) out.name("score").number(hit.score);
  if (asked("snippets")) put_snippets(out, hit.snippets);
  if (explain) out.name("explanation").value(text(explanation(hit.explanation)));
  if (!article.corrections.empty() && asked("corrections")) out.name("corrections").value(text(corrections(article.corrections)));
  out.end_object();
}

const char* name(query::Match match) {
  switch (match) {
    case query::Match::any:
      return "any";
    case query::Match::all:
      return "all";
    case query::Match::automatic:
      return "auto";
  }
  return "auto";
}

/// In milliseconds; json: what the rest of the answer took.
Json stages(const search::StageSeconds& seconds, std::chrono::steady_clock::time_point start) {
  Json json = Json::object();
  const auto put = [&](std::string_view stage, double value) { json[std::string(stage)] = std::round(std::max(0.0, value) * 1e6) / 1e3; };
  for (std::size_t i = 0; i < seconds.size(); ++i) put(search::kStageNames[i], seconds[i]);
  put("json", std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  return json;
}

/// Everything before the results.
Json head(const query::SearchRequest& request, const search::SearchResults& results, std::string_view path) {
  const std::uint64_t pages = (results.total + request.page_size - 1) / request.page_size;
  Json json = {{"query", {{"q", request.q}, {"parsed", results.parsed}, {"match", name(results.match)}, {"warnings", results.warnings}}},
               {"total", results.total},
               {"total_exact", true}};
  if (!request.cursor) json["page"] = request.page;
  json["page_size"] = request.page_size;
  if (!request.cursor) json["pages"] = pages;
  if (results.did_you_mean) json["query"]["did_you_mean"] = {{"q", results.did_you_mean->q}, {"total", results.did_you_mean->total}};
  if (!results.next_cursor.empty()) json["next_cursor"] = results.next_cursor;
  if (const auto next = next_page(request, results, path); !next.empty()) json["next"] = next;
  json["took_ms"] = std::round(results.took_ms * 100) / 100;
  json["index"] = {{"id", results.index_id}, {"revision", results.revision}};
  return json;
}

}  // namespace

std::string search_json(const query::SearchRequest& request, const search::SearchResults& results, std::string_view path) {
  const auto start = std::chrono::steady_clock::now();
  JsonText out;
  out.begin_object();
  const Json first = head(request, results, path);
  for (const auto& [name, value] : first.items()) out.name(name).value(text(value));
  out.name("results").begin_array();
  for (const search::Hit& hit : results.hits) put_result(out, hit, request.fields, request.explain);
  out.end_array();
  if (!request.facets.empty()) put_facets(out, results.facets);
  if (request.explain) out.name("stages_ms").value(text(stages(results.stages, start)));
  out.end_object();
  return out.take();
}

}  // namespace backfile::render
