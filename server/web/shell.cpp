#include "server/web/shell.h"

#include "server/render/url.h"
#include "server/web/assets.h"
#include "server/web/theme.h"

namespace backfile::web {
namespace {

/// With the file's digest in it, so that a browser may keep it for good.
std::string asset_address(const Site& site, std::string_view name) {
  const std::string digest = name == "style.css" ? style_digest(site.accent) : std::string(find_asset(name)->digest);
  return local(site, "/" + std::string(name) + "?v=" + digest);
}

Html head_of(const Frame& frame, const PageHead& head) {
  const auto& [site, texts] = frame;
  const bool listed = site.listed && head.listed;
  const std::string title = head.title.empty() ? site.name : head.title + " – " + site.name;
  Html all = h("meta", {{"charset", "utf-8"}});
  all += h("title", {}, title);
  all += h("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  all += h("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
  if (!listed) all += h("meta", {{"name", "robots"}, {"content", "noindex"}});
  if (!head.canonical.empty()) all += h("link", {{"rel", "canonical"}, {"href", site.address + head.canonical}});
  all += h("link", {{"rel", "stylesheet"}, {"href", asset_address(site, "style.css")}});
  all += h("link", {{"rel", "icon"}, {"type", "image/svg+xml"}, {"href", asset_address(site, "icon.svg")}});
  all += h("link", {{"rel", "search"},
                    {"type", "application/opensearchdescription+xml"},
                    {"title", site.name},
                    {"href", local(site, "/opensearch.xml")}});
  all += head.more;
  all += h("script", {{"src", asset_address(site, "script.js")}, {"type", "module"}});
  return h("head", {}, all);
}

Html logo(const Frame& frame) {
  const Html picture = frame.site.logo.empty() ? Html() : h("img", {{"src", frame.site.logo}, {"alt", ""}, {"class", "logo"}});
  return h("a", {{"class", "name"}, {"href", local(frame.site, "/")}}, picture, h("span", {}, frame.site.name));
}

Html header(const Frame& frame, const BoxContent* box) {
  const auto& [site, texts] = frame;
  const auto link = [&](const char* path, const char* text) { return h("li", {}, h("a", {{"href", local(site, path)}}, texts(text))); };
  const Html nav = h("nav", {{"aria-label", texts("nav")}},
                     h("ul", {}, link("/browse", "browse"), link("/help", "help"), site.signed_in ? link("/sign-in", "sign_out") : Html()));
  return h("header", {{"class", "top"}}, logo(frame), box ? search_form(frame, *box, "q") : Html(), nav);
}

Html footer(const Frame& frame) {
  const auto& [site, texts] = frame;
  return h("footer", {{"class", "bottom"}},
           h("p", {}, h("a", {{"href", local(site, "/openapi.json")}}, texts("api")), " · ",
             h("a", {{"href", local(site, "/help")}}, texts("help")), " · ", texts("made_with")));
}

}  // namespace

std::string article_path(const Site& site, std::string_view id, std::string_view q) {
  const std::string path = local(site, "/articles/" + render::percent_encode(id));
  return q.empty() ? path : path + "?q=" + render::percent_encode(q);
}

Html search_form(const Frame& frame, const BoxContent& content, const std::string& id) {
  const auto& [site, texts] = frame;
  Html kept;
  for (const auto& [name, value] : content.kept) kept += h("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
  return h("form", {{"class", "search"}, {"role", "search"}, {"action", local(site, "/search")}, {"method", "get"}},
           h("label", {{"for", id}, {"class", "unseen"}}, texts("search_label")),
           h("input", {{"type", "search"},
                       {"name", "q"},
                       {"id", id},
                       {"value", content.q},
                       {"placeholder", texts("search_placeholder")},
                       {"autocomplete", "off"},
                       {"spellcheck", "false"},
                       {"dir", "auto"},
                       {"data-suggest", local(site, "/v1/suggest")},
                       {"data-suggestions", texts("suggestions")}}),
           kept, h("button", {{"type", "submit"}}, texts("search")));
}

Html foreign(std::string_view name, std::string_view css, std::string_view language, const Html& text) {
  return h(name, {{"class", std::string(css), !css.empty()}, {"lang", std::string(language), !language.empty()}, {"dir", "auto"}}, text);
}

std::string isolated(std::string_view text) { return "\u2068" + std::string(text) + "\u2069"; }

std::string page(const Frame& frame, const PageHead& head, const Html& main, const BoxContent* box) {
  const auto& texts = frame.texts;
  const Html body = h("body", {}, h("a", {{"class", "skip"}, {"href", "#main"}}, texts("skip")), header(frame, box),
                      h("main", {{"id", "main"}, {"tabindex", "-1"}}, main), footer(frame));
  return "<!DOCTYPE html>\n" +
         h("html",
           {{"lang", std::string(texts.language())}, {"dir", texts.right_to_left() ? "rtl" : "ltr"}, {"data-root", frame.site.root}},
           head_of(frame, head), body)
             .str();
}

}  // namespace backfile::web
