#include "server/web/plain_pages.h"

#include "server/web/shell.h"

namespace backfile::web {
namespace {

/// A way to ask: the text that explains it, and an example.
struct Way {
  const char* text;
  const char* q;
};
constexpr Way kWays[] = {
    {"help_words", "coal strike"},
    {"help_phrase", "\"general strike\""},
    {"help_or", "coal OR gas"},
    {"help_not", "strike -football"},
    {"help_groups", "(coal OR gas) strike"},
    {"help_near", "\"coal price\"~5"},
    {"help_wildcard", "strik*"},
    {"help_fuzzy", "collery~1"},
    {"help_field", "title:strike"},
    {"help_author", "author:\"smith\""},
    {"help_dates", "strike after:1912 before:1926"},
    {"help_range", "strike date:1912..1913"},
};

}  // namespace

std::string help_page(const Frame& frame) {
  const auto& [site, texts] = frame;
  Html rows;
  for (const Way& way : kWays)
    rows +=
        h("div", {},
          h("dt", {}, h("a", {{"href", SearchLink().with("q", way.q).to(local(site, "/search"))}, {"dir", "ltr"}}, h("code", {}, way.q))),
          h("dd", {}, texts(way.text)));
  const Html main =
      h("div", {{"class", "prose"}}, h("h1", {}, texts("help_title")), h("p", {}, texts("help_intro")),
        h("dl", {{"class", "ways-to-ask"}}, rows), h("h2", {}, texts("help_keys_title")), h("p", {}, texts("help_keys")),
        h("h2", {}, texts("api")), h("p", {}, texts("help_api"), " ", h("a", {{"href", local(site, "/openapi.json")}}, "openapi.json")));
  const BoxContent box;
  return page(frame, {.title = texts("help_title"), .canonical = "/help"}, main, &box);
}

std::string problem_page(const Frame& frame, int status, const std::string& detail) {
  const Texts& texts = frame.texts;
  const std::string title = texts(status == 404 ? "not_found" : status == 410 ? "gone" : status == 503 ? "busy" : "problem");
  const Html main = h("div", {{"class", "prose"}}, h("h1", {}, title), h("p", {{"lang", "en"}, {"dir", "auto"}}, detail),
                      h("p", {}, h("a", {{"href", local(frame.site, "/")}}, texts("to_home"))));
  const BoxContent box;
  return page(frame, {.title = title, .listed = false}, main, &box);
}

std::string sign_in_page(const Frame& frame, const std::string& next, bool wrong) {
  const auto& [site, texts] = frame;
  const Html main =
      h("div", {{"class", "prose"}}, h("h1", {}, texts("sign_in")), h("p", {}, texts("sign_in_why")),
        wrong ? h("p", {{"class", "warning"}, {"role", "alert"}}, texts("sign_in_wrong")) : Html(),
        h("form", {{"class", "sign-in"}, {"action", local(site, "/sign-in")}, {"method", "post"}},
          h("input", {{"type", "hidden"}, {"name", "next"}, {"value", next}}), h("label", {{"for", "key"}}, texts("key")),
          h("input", {{"type", "password"}, {"id", "key"}, {"name", "key"}, {"autocomplete", "current-password"}, {"required", ""}}),
          h("button", {{"type", "submit"}}, texts("sign_in"))),
        site.signed_in ? h("form", {{"action", local(site, "/sign-in")}, {"method", "post"}},
                           h("button", {{"type", "submit"}, {"name", "out"}, {"value", "1"}}, texts("sign_out")))
                       : Html());
  return page(frame, {.title = texts("sign_in"), .listed = false}, main, nullptr);
}

}  // namespace backfile::web
