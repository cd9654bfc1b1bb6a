#include "indexer/page/vocabulary.h"

#include <array>
#include <cctype>
#include <string>
#include <string_view>
#include <unordered_map>

namespace backfile::page {
namespace {

constexpr std::size_t kMostBytes = 400;

const std::unordered_map<std::string_view, std::uint16_t>& table() {
  static const auto* const kTable = [] {
    auto* built = new std::unordered_map<std::string_view, std::uint16_t>;
    const auto add = [&](std::uint16_t hint, std::initializer_list<std::string_view> names) {
      for (const auto name : names) (*built)[name] |= hint;
    };
    add(kAuthorHint, {"author",   "authors",   "autor",  "autoren",   "autorin",    "autores",     "byline",
                      "bylines",  "verfasser", "writer", "writers",   "redakteur",  "redakteurin", "journalist",
                      "auteur",   "auteurs",   "autore", "autori",    "creator",    "contributor", "contributors",
                      "reporter", "schreiber", "firma",  "forfatter", "forfattare", "skribent",    "kirjoittaja"});
    add(kBiography, {"bio",  "biography", "avatar",   "image", "img",     "photo", "picture", "social",  "follow", "description", "desc",
                     "role", "position",  "jobtitle", "email", "twitter", "count", "about",   "excerpt", "prefix", "label"});
    add(kDateHint, {"date",      "datum",         "time",     "timestamp",   "datetime",        "dateline",
                    "day",       "fecha",         "zeit",     "uhrzeit",     "created",         "datecreated",
                    "dato",      "pubdate",       "pubtime",  "publishtime", "publishdate",     "publicationdate",
                    "published", "datepublished", "posted",   "postdate",    "veroeffentlicht", "veroeffentlichung",
                    "entrydate", "articledate",   "newsdate", "issued",      "released"});
    add(kPublishedHint, {"published", "datepublished", "pubdate", "pubtime", "publishdate", "publishtime", "publicationdate", "posted",
                         "postdate", "veroeffentlicht", "veroeffentlichung", "issued"});
    add(kModifiedHint, {"modified", "updated", "datemodified", "lastmod", "lastmodified", "lastupdate", "lastupdated", "update",
                        "aktualisiert", "aktualisierung", "stand"});
    add(kTitleHint, {"headline", "title", "titel", "heading", "ueberschrift", "titulo", "titre", "titolo", "rubrik"});
    add(kSubtitleHint, {"subtitle", "subheadline", "subhead", "subheading", "subline", "untertitel", "standfirst", "deck", "dek",
                        "subtitulo", "soustitre", "sottotitolo", "sommario", "bajada"});
    add(kBesideTitle, {"kicker",     "topline",     "overline",     "roofline",     "dachzeile",      "eyebrow",        "spitzmarke",
                       "pretitle",   "preheadline", "overhead",     "supertitle",   "surtitre",       "antetitulo",     "occhiello",
                       "small",      "sronly",      "aural",        "screenreader", "visuallyhidden", "hiddenvisually", "elementinvisible",
                       "accesshide", "offscreen",   "assistivetext"});
    add(kHeadHint, {"meta", "metadata", "metainfo", "info", "infos", "entrymeta", "postmeta", "articlemeta", "details"});
    add(kComments, {"comment", "comments", "kommentar", "kommentare", "commentlist", "respond", "disqus", "reply", "replies", "comentarios",
                    "commentaires", "commenti", "leserkommentare"});
    add(kAside, {"nav",         "navigation",      "navbar",         "navi",    "menu",      "menue",         "footer",      "sidebar",
                 "aside",       "related",         "teaser",         "teasers", "widget",    "widgets",       "breadcrumb",  "breadcrumbs",
                 "recommended", "recommendations", "recommendation", "popular", "trending",  "newsletter",    "cookie",      "cookies",
                 "consent",     "banner",          "promo",          "latest",  "recent",    "similar",       "carousel",    "outbrain",
                 "taboola",     "mostread",        "modal",          "popup",   "offcanvas", "complementary", "contentinfo", "search",
                 "logo",        "subscribe",       "advertisement",  "weitere", "toolbar",   "calendar",      "archive",     "cart",
                 "login",       "ticker",          "pagination"});
    add(kHidden, {});
    return built;
  }();
  return *kTable;
}

void add_word(std::string& word, std::uint16_t& hints) {
  if (!word.empty())
    if (const auto found = table().find(word); found != table().end()) hints |= found->second;
  word.clear();
}

/// `ArticlePage-authorName article_date` has the words article, page, author, name, article, date; each two neighbours within a class are
/// looked up as one word, too: `date-published`.
std::uint16_t hints_in(std::string_view value) {
  std::uint16_t hints = 0;
  std::string word, pair;
  char before = ' ';
  for (const char c : value.substr(0, kMostBytes)) {
    const auto byte = static_cast<unsigned char>(c);
    const bool begins = std::isupper(byte) != 0 && std::islower(static_cast<unsigned char>(before)) != 0;
    if (begins || std::isalpha(byte) == 0) {
      std::string joined = pair + word;
      if (!pair.empty()) add_word(joined, hints);
      if (!word.empty()) pair = word;
      if (c == ' ' || c == '\n' || c == '\t') pair.clear();
      add_word(word, hints);
    }
    if (std::isalpha(byte) != 0) word += static_cast<char>(std::tolower(byte));
    before = c;
  }
  std::string joined = pair + word;
  if (!pair.empty()) add_word(joined, hints);
  add_word(word, hints);
  return hints;
}

constexpr auto kUnseen = std::to_array<std::string_view>(
    {"script", "style", "template", "noscript", "svg", "select", "textarea", "iframe", "object", "head", "title", "button", "dialog"});

bool is_hidden(const markup::Node& element) {
  for (const auto name : kUnseen)
    if (element.is(name)) return true;
  if (element.has("hidden")) return true;
  const auto style = element.attribute("style").substr(0, kMostBytes);
  return style.find("display:none") != style.npos || style.find("display: none") != style.npos;
}

}  // namespace

std::uint16_t hints_of(const markup::Node& element) {
  std::uint16_t hints = 0;
  if (is_hidden(element)) hints |= kHidden;
  if (element.is("html") || element.is("body") || element.is("main")) return hints & kHidden;
  for (const auto& attribute : element.attributes) {
    const auto name = attribute.name;
    if (name == "class" || name == "id" || name == "itemprop" || name == "property" || name == "rel" || name == "role")
      hints |= hints_in(attribute.value);
  }
  if (element.is("nav") || element.is("footer") || element.is("aside") || element.is("form")) hints |= kAside;
  if (element.is("time")) hints |= kDateHint;
  if (element.is("small")) hints |= kBesideTitle;
  if (element.is("article")) hints &= static_cast<std::uint16_t>(~(kAside | kComments | kTitleHint));
  return hints;
}

}  // namespace backfile::page
