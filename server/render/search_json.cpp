// A page of results as JSON.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <nlohmann/json.hpp>

#include "server/render/json.h"
#include "server/render/next_page.h"

namespace backfile::render {
namespace {

using Json = nlohmann::ordered_json;

/// Room for so many members: an object that grows copies what it has, for its names are constant.
Json object(std::size_t members) {
  Json json = Json::object();
  json.get_ref<Json::object_t&>().reserve(members);
  return json;
}

Json array(std::size_t elements) {
  Json json = Json::array();
  json.get_ref<Json::array_t&>().reserve(elements);
  return json;
}

std::string text(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json snippets(const std::vector<search::Highlighted>& all) {
  Json list = array(all.size());
  for (const search::Highlighted& snippet : all) {
    Json marks = array(snippet.marks.size());
    for (const auto& [begin, end] : snippet.marks) {
      Json& mark = marks.emplace_back(array(2));
      mark.push_back(begin);
      mark.push_back(end);
    }
    Json& one = list.emplace_back(object(3));
    one["html"] = snippet.html;
    one["text"] = snippet.text;
    one["marks"] = std::move(marks);
  }
  return list;
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

Json facets(const std::vector<search::Facet>& all) {
  Json json = object(all.size());
  for (const search::Facet& facet : all) {
    Json& list = json[facet.name] = array(facet.values.size());
    for (const auto& [value, count, selected] : facet.values) {
      Json& one = list.emplace_back(object(3));
      one["value"] = value;
      one["count"] = count;
      if (selected) one["selected"] = true;
    }
  }
  return json;
}

/// The fields a result may have, in their order; what the article lacks is left out, as in native JSON.
Json result(const search::Hit& hit, const std::vector<std::string>& wanted, bool explain) {
  constexpr std::size_t kMembers = 21;
  const article::Article& article = hit.article;
  Json json = object(kMembers);
  const auto put = [&](const char* name, Json value) {
    const bool asked = wanted.empty() || std::find(wanted.begin(), wanted.end(), name) != wanted.end();
    if (asked) json[name] = std::move(value);
  };
  const auto put_if = [&](const char* name, const auto& value) {
    if (!value.empty()) put(name, value);
  };
  put("id", article.id);
  put_if("url", article.url);
  put("title", article.title);
  put("title_html", hit.title_html);
  put_if("subtitle", article.subtitle);
  put_if("summary", article.summary);
  if (article.published) put("published", article::to_iso(article.published));
  put("date_precision", article::name(article.published.precision));
  if (article.modified) put("modified", article::to_iso(article.modified));
  put_if("section", article.section);
  put_if("authors", article.authors);
  put_if("tags", article.tags);
  put_if("source", article.source);
  put_if("language", article.language);
  put_if("page", article.page);
  put_if("edition", article.edition);
  if (article.scan.confidence) put("ocr_confidence", *article.scan.confidence / 1000.0);
  put("score", hit.score);
  put("snippets", snippets(hit.snippets));
  if (explain) json["explanation"] = explanation(hit.explanation);
  if (!article.corrections.empty()) put("corrections", corrections(article.corrections));
  return json;
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

/// In milliseconds; json: to make what is here so far and to write it out.
Json stages(const search::StageSeconds& seconds, std::chrono::steady_clock::time_point start, const Json& so_far) {
  Json json = Json::object();
  const auto put = [&](std::string_view stage, double value) { json[std::string(stage)] = std::round(std::max(0.0, value) * 1e6) / 1e3; };
  for (std::size_t i = 0; i < seconds.size(); ++i) put(search::kStageNames[i], seconds[i]);
  static_cast<void>(text(so_far));
  put("json", std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  return json;
}

}  // namespace

std::string search_json(const query::SearchRequest& request, const search::SearchResults& results, std::string_view path) {
  const auto start = std::chrono::steady_clock::now();
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
  Json list = array(results.hits.size());
  for (const search::Hit& hit : results.hits) list.push_back(result(hit, request.fields, request.explain));
  json["results"] = std::move(list);
  if (!request.facets.empty()) json["facets"] = facets(results.facets);
  if (request.explain) json["stages_ms"] = stages(results.stages, start, json);
  return text(json);
}

}  // namespace backfile::render
