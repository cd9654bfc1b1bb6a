// Property by property. Names of concepts stand beside their codes, or in an <assert> of the same item.
#include "indexer/readers/newsml_g2_meta.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/article/language.h"
#include "indexer/readers/news_codes.h"
#include "indexer/readers/news_fields.h"
#include "indexer/readers/news_status.h"
#include "indexer/readers/record_text.h"
#include "indexer/text/charset.h"
#include "indexer/wording/byline.h"
#include "indexer/wording/publication.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

using markup::Node;

bool contains(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

/// A name in the item's language, else in English, else the first; abbreviations only for want of anything else.
std::string name_of(const Node& concept_node, std::string_view language) {
  std::string best;
  int best_rank = -1;
  for (const Node* name : markup::children(concept_node, "name")) {
    const std::string own = article::canonical_language(name->attribute("lang"));
    int rank = 1;
    if (!own.empty() && article::base_language(own) == article::base_language(language))
      rank = 3;
    else if (own.starts_with("en") || own.empty())
      rank = 2;
    if (contains(name->attribute("role"), "mnemonic") || contains(name->attribute("role"), "short")) rank = 0;
    if (rank <= best_rank) continue;
    if (std::string text = line_of(name); !text.empty()) {
      best = std::move(text);
      best_rank = rank;
    }
  }
  return best;
}

bool is_company(std::string_view name) {
  constexpr auto kEnds = std::to_array<std::string_view>({"ltd", "inc", "llc", "gmbh", "ag", "sa", "ab", "oy", "as", "corp", "co",
                                                          "company", "agency", "television", "images", "group", "media"});
  const auto words = wording::words(name);
  return !words.empty() && wording::among(kEnds, wording::lower(wording::strip_punctuation(words.back())));
}

class Meta {
 public:
  Meta(const Node& item, article::Article& article)
      : item_(item), about_item_(item.child("itemMeta")), about_content_(item.child("contentMeta")), article_(article) {}

  void read() {
    language();
    for (const Node* assertion : markup::children(item_, "assert")) {
      if (std::string name = name_of(*assertion, article_.language); !name.empty()) names_[assertion->attribute("qcode")] = std::move(name);
    }
    headlines();
    descriptions();
    authors();
    source();
    subjects();
    places();
    dates();
    status();
    corrections();
    drop_source_from_authors(article_);
  }

 private:
  /// Of itemMeta and contentMeta; agencies put some properties into the wrong one of them.
  std::vector<const Node*> all(std::string_view name) const {
    std::vector<const Node*> found;
    for (const Node* part : {about_content_, about_item_}) {
      if (!part) continue;
      const auto here = markup::children(*part, name);
      found.insert(found.end(), here.begin(), here.end());
    }
    return found;
  }

  std::string_view text_of_first(std::string_view name, std::string& buffer) const {
    for (const Node* node : all(name)) {
      buffer = text::one_line(markup::text_of(*node));
      if (!buffer.empty()) return buffer;
    }
    return {};
  }

  article::Date date(std::string_view name) const {
    std::string buffer;
    return first_date({text_of_first(name, buffer)});
  }

  void language() {
    for (const Node* node : all("language")) set_language(node->attribute("tag"), article_);
    set_language(item_.attribute("lang"), article_);
  }

  void headlines() {
    for (const Node* headline : all("headline")) {
      std::string text = line_of(headline);
      if (text.empty()) continue;
      const bool is_second = contains(headline->attribute("role"), "sub");
      if (is_second || !article_.title.empty())
        set_if_empty(article_.subtitle, std::move(text));
      else
        article_.title = std::move(text);
    }
    if (article_.subtitle == article_.title) article_.subtitle.clear();
  }

  void descriptions() {
    if (g2_class(item_) != "text" && !g2_class(item_).empty()) return;  // captions
    for (const Node* description : all("description")) set_if_empty(article_.summary, body_of(description));
  }

  std::string named(const Node& node) const {
    if (std::string name = name_of(node, article_.language); !name.empty()) return name;
    const auto known = names_.find(node.attribute("qcode"));
    return known == names_.end() || known->first.empty() ? std::string() : known->second;
  }

  void authors() {
    for (const Node* by : all("by")) add_authors(line_of(by), article_);
    if (!article_.authors.empty()) return;
    for (const char* property : {"creator", "contributor"}) {
      for (const Node* creator : all(property)) {
        if (contains(creator->attribute("type"), "organisation") || creator->child("organisationDetails")) continue;
        const std::string name = named(*creator), literal = value_of(*creator, "literal");
        const std::string_view role = creator->attribute("role");
        if (contains(role, "capWriter") || contains(role, "Technical")) continue;
        const std::string& person = name.empty() ? literal : name;
        if (contains(creator->attribute("type"), "person") || (wording::is_personal_name(person) && !is_company(person)))
          add_persons(person, article_);
      }
      if (!article_.authors.empty()) return;
    }
  }

  void source() {
    const auto providers = all("provider");
    const auto literal = [](const Node* node) { return value_of(*node, "literal"); };
    for (const Node* provider : providers) set_if_empty(article_.source, named(*provider));
    for (const Node* provider : providers) {
      // `reuters.com` is an address, for which a name may follow.
      if (!contains(literal(provider), ".")) set_if_empty(article_.source, literal(provider));
    }
    for (const Node* source : all("infoSource")) set_if_empty(article_.source, named(*source).empty() ? literal(source) : named(*source));
    for (const Node* credit : all("creditline")) set_if_empty(article_.source, line_of(credit));
    for (const Node* provider : providers) set_if_empty(article_.source, literal(provider));
    if (const Node* const rights = item_.child("rightsInfo"); rights && article_.source.empty()) {
      if (const Node* const holder = rights->child("copyrightHolder")) {
        const std::string name = named(*holder);
        article_.source = name.empty() ? literal(holder) : name;
      }
    }
    for (const Node* provider : providers) {  // `nprov:AFP`
      const std::string code = value_of(*provider, "qcode");
      if (const auto colon = code.find(':'); colon != code.npos) set_if_empty(article_.source, code.substr(colon + 1));
    }
  }

  static bool is_place(const Node& subject) {
    const std::string_view type = subject.attribute("type");
    if (contains(type, "geoArea") || contains(type, "poi") || contains(type, "place")) return true;
    const auto facets = markup::children(subject, "facet");
    return std::any_of(facets.begin(), facets.end(), [](const Node* facet) { return contains(facet->attribute("qcode"), "geo"); });
  }

  void subjects() {
    for (const Node* subject : all("subject")) {
      const std::string code = value_of(*subject, "qcode");
      std::string name = named(*subject);
      if (const Node* const main = subject->child("mainConcept"); main && name.empty()) name = named(*main);
      if (is_place(*subject)) {
        add_once(std::move(name), article_.places);
        continue;
      }
      if (name.empty()) name = top_subject(code);
      if (is_code(name)) continue;
      const std::string scheme = wording::lower(std::string_view(code).substr(0, code.find(':')));
      if (contains(scheme, "department") || contains(scheme, "section") || contains(scheme, "ressort") || contains(scheme, "desk") ||
          contains(scheme, "category") || contains(subject->attribute("type"), "category"))
        set_if_empty(article_.section, name);
      add_once(std::move(name), article_.tags);
    }
    for (const Node* keyword : all("keyword")) {
      if (std::string word = line_of(keyword); !is_code(word)) add_once(std::move(word), article_.tags);
    }
    if (!article_.tags.empty() && article_.section.empty()) article_.section = section_of_subjects();
  }

  /// The broadest subject: by its code, or by being the only kind that has nothing broader.
  std::string section_of_subjects() const {
    for (const Node* subject : all("subject")) {
      const std::string_view top = top_subject(subject->attribute("qcode"));
      if (top.empty()) continue;
      const std::string name = named(*subject);
      const std::string_view code = subject->attribute("qcode");
      return code.ends_with("000000") && !name.empty() ? name : std::string(top);
    }
    const auto subjects = all("subject");
    if (std::none_of(subjects.begin(), subjects.end(), [](const Node* subject) { return subject->child("broader"); })) return {};
    for (const Node* subject : subjects) {
      if (!contains(subject->attribute("type"), "abstract") || subject->child("broader")) continue;
      if (std::string name = named(*subject); !is_code(name)) return name;
    }
    return {};
  }

  void places() {
    for (const Node* located : all("located")) {
      add_once(named(*located), article_.places);
      for (const Node* broader : markup::children(*located, "broader")) add_once(named(*broader), article_.places);
    }
    for (const Node* assertion : markup::children(item_, "assert")) {
      if (assertion->child("geoAreaDetails") || assertion->child("POIDetails")) add_once(named(*assertion), article_.places);
    }
  }

  void dates() {
    article_.published = date("firstCreated");
    // When a picture was taken says nothing of its publication.
    const std::string kind = g2_class(item_);
    if (!article_.published && (kind.empty() || kind == "text")) article_.published = date("contentCreated");
    set_modified(date("versionCreated"), article_);
    set_modified(date("contentModified"), article_);
    if (!article_.published) article_.published = date("contentCreated");
    article_.embargoed = date("embargoed");
  }

  void status() {
    for (const Node* state : all("pubStatus")) {
      const std::string_view code = state->has("qcode") ? state->attribute("qcode") : state->attribute("uri");
      const std::string_view status = code.empty() ? state->attribute("literal") : code;
      article_.status = status_of(status);
      settle_embargo(status, article_);
    }
  }

  void corrections() {
    const auto signals = all("signal");
    const bool is_signalled = std::any_of(signals.begin(), signals.end(),
                                          [](const Node* signal) { return is_correction(wording::lower(signal->attribute("qcode"))); });
    for (const char* property : {"edNote", "ednote"}) {
      for (const Node* note : all(property)) {
        const bool is_private = contains(note->attribute("role"), "private") || contains(note->attribute("pubconstraint"), "nonpublic");
        std::string text = line_of(note);
        if (!is_private && !text.empty() && (is_signalled || is_correction(text))) article_.corrections.push_back({{}, std::move(text)});
      }
    }
  }

  const Node& item_;
  const Node *about_item_, *about_content_;
  article::Article& article_;
  std::unordered_map<std::string_view, std::string> names_;  // of asserted concepts, by qcode
};

}  // namespace

std::string g2_class(const Node& item) {
  const Node* const meta = item.child("itemMeta");
  const Node* const item_class = meta ? meta->child("itemClass") : nullptr;
  if (!item_class) return {};
  std::string code = wording::lower(item_class->has("qcode") ? item_class->attribute("qcode") : item_class->attribute("uri"));
  if (const auto prefix = code.find_last_of(":/"); prefix != code.npos) code.erase(0, prefix + 1);
  return code;
}

std::string g2_captions(const Node& item) {
  std::vector<std::string> captions;
  const Node* const meta = item.child("contentMeta");
  if (!meta) return {};
  for (const Node* description : markup::children(*meta, "description")) add_once(body_of(description), captions);
  for (const Node* part : markup::children(item, "partMeta")) {
    for (const Node* description : markup::children(*part, "description")) add_once(body_of(description), captions);
  }
  std::string joined;
  for (const std::string& caption : captions) joined += (joined.empty() ? "" : "\n\n") + caption;
  return joined;
}

void read_g2_meta(const Node& item, article::Article& article) { Meta(item, article).read(); }

}  // namespace backfile::readers
