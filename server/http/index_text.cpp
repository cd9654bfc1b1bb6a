// What this server answers, for a person who got to / with curl.
#include "server/http/index_text.h"

namespace backfile::http {

Response index_text() {
  Response response;
  response.content_type = "text/plain; charset=utf-8";
  response.body =
      "Backfile: full-text search in a news archive.\n"
      "\n"
      "  GET /v1/search?q=WORDS     articles with all of the words; without q every article, newest first\n"
      "      q           words, \"exact phrases\", OR, -without, (groups)\n"
      "      from, to    1912, 1912-04 or 1912-04-16, inclusive\n"
      "      section, author, source, lang    repeatable; a leading - excludes\n"
      "      sort        relevance, newest or oldest\n"
      "      match       auto, all or any\n"
      "      page, page_size, fields\n"
      "      cursor      * to begin, then the answer's next_cursor: every result, by date\n"
      "      facets      section,source,author,lang,tag,year with their counts; facet_size\n"
      "  GET /v1/timeline?q=WORDS   counts by interval: auto, day, week, month, year or decade; filters as above\n"
      "  GET /v1/export?q=WORDS     every match: format ndjson, csv or ids; fields, sort newest or oldest, filters as above\n"
      "  GET /search.csv?q=WORDS    the same as CSV\n"
      "  GET /v1/articles/{id}      one article, whole\n"
      "  GET /v1/articles?url=ADDRESS   the article of that address on the web\n"
      "  POST /v1/articles          adds articles: one as JSON, a list, or one a line; with a key, in 'Authorization: Bearer KEY'\n"
      "  PUT, DELETE /v1/articles/{id}   this article as it is to be; takes it out, with reason and purge\n"
      "  GET /v1/changes            what was added, changed, corrected, canceled, deleted; since, limit\n"
      "  GET /v1/articles/{id}/related   articles about the same matter\n"
      "      days        published at most so many days before or after it\n"
      "      from, to, section, author, source, tag, lang, page, page_size, fields\n"
      "  GET /v1/suggest?q=PAR      completions of the last word, and headlines; limit and filters\n"
      "  GET /healthz, /readyz, /metrics   whether the server is alive, whether it can answer, and what it has done\n"
      "\n"
      "Try:\n"
      "  curl 'http://ADDRESS/v1/search?q=%22general+strike%22+coal&from=1912&to=1926'\n";
  return response;
}

}  // namespace backfile::http
