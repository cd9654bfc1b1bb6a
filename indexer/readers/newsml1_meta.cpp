// Names of elements as the DTDs 1.0 to 1.2 have them; values are mostly in FormalName and Value attributes.
#include "indexer/readers/newsml1_meta.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/news_codes.h"
#include "indexer/readers/news_fields.h"
#include "indexer/readers/news_status.h"
#include "indexer/readers/newsml1_content.h"
#include "indexer/readers/record_text.h"
#include "indexer/text/charset.h"
#include "indexer/wording/publication.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

using markup::Node;

bool contains(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

std::string party_of(const Node* role) {
  const Node* const party = role ? role->child("Party") : nullptr;
  return party ? value_of(*party, "FormalName") : std::string();
}

/// `ECO/ECO10;ECO-POST-CAO` is a list.
void add_keywords(const std::string& text, std::vector<std::string>& tags) {
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(";,|", begin), text.size());
    add_once(text::one_line(std::string_view(text).substr(begin, end - begin)), tags);
    begin = end + 1;
  }
}

void read_lines(const Node& lines, article::Article& article) {
  for (const Node* line = lines.first; line; line = line->next) {
    if (line->is("HeadLine"))
      set_if_empty(article.title, line_of(line));
    else if (line->is("SubHeadLine"))
      set_if_empty(article.subtitle, line_of(line));
    else if (line->is("ByLine"))
      add_authors(line_of(line), article);
    else if (line->is("KeywordLine"))
      add_keywords(line_of(line), article.tags);
    else if (line->is("CreditLine"))
      set_if_empty(article.source, line_of(line));
    else if (line->is("NewsLine")) {
      std::string text = line_of(line->child("NewsLineText"));
      const Node* const type = line->child("NewsLineType");
      if (!text.empty() && type && is_correction(type->attribute("FormalName")) && article.corrections.size() < kMaxListed)
        article.corrections.push_back({{}, std::move(text)});
    }
  }
}

void read_administrative(const Node& metadata, article::Article& article) {
  set_if_empty(article.source, party_of(metadata.child("Provider")));
  for (const Node* creator : markup::children(metadata, "Creator")) {
    for (const Node* party : markup::children(*creator, "Party")) {
      if (std::string name = value_of(*party, "FormalName"); wording::is_personal_name(name)) add_once(std::move(name), article.authors);
    }
  }
}

void read_property(const Node& property, article::Article& article) {
  const std::string name = wording::lower(property.attribute("FormalName"));
  const std::string value = value_of(property, "Value");
  if (value.empty()) return;
  if (contains(name, "keyword") || contains(name, "hashtag")) {
    const bool is_place = contains(name, "country") || contains(name, "state") || contains(name, "region") || contains(name, "city");
    if (is_place)
      add_once(value, article.places);
    else
      add_keywords(value, article.tags);
  } else if (name == "section" || name == "category" || name == "department" || name == "rubric") {
    set_if_empty(article.section, value);
  } else if (name == "author" && wording::is_personal_name(value)) {
    add_once(value, article.authors);
  } else if (name == "page" || name == "pagenumber") {
    set_if_empty(article.page, value);
  } else if (name == "edition") {
    set_if_empty(article.edition, value);
  }
}

void read_location(const Node& location, article::Article& article) {
  for (const std::string_view wanted : {"City", "CountryArea", "Area", "Region", "Country"}) {
    for (const Node* property : markup::children(location, "Property")) {
      if (property->attribute("FormalName") != wanted) continue;
      if (std::string value = value_of(*property, "Value"); !is_code(value)) add_once(std::move(value), article.places);
    }
  }
}

void read_subject_code(const Node& code, article::Article& article) {
  for (const Node* subject = code.first; subject; subject = subject->next) {
    if (subject->is_text()) continue;
    std::string name = value_of(*subject, "FormalName");
    if (is_code(name)) name = top_subject(name);
    if (name.empty()) continue;
    set_if_empty(article.section, name);
    add_once(std::move(name), article.tags);
  }
}

/// A component's own metadata, not that of the components within it.
void read_component(const Node& component, article::Article& article) {
  if (const Node* const lines = component.child("NewsLines")) read_lines(*lines, article);
  for (const char* name : {"AdministrativeMetadata", "DescriptiveMetadata", "Metadata"}) {
    for (const Node* metadata : markup::children(component, name)) {
      read_administrative(*metadata, article);
      for (const Node* node = metadata->first; node; node = markup::next_within(*node, *metadata)) {
        if (node->is("Language"))
          set_language(node->attribute("FormalName"), article);
        else if (node->is("Location"))
          read_location(*node, article);
        else if (node->is("SubjectCode"))
          read_subject_code(*node, article);
        else if (node->is("Property"))
          read_property(*node, article);
      }
    }
  }
  set_language(component.attribute("lang"), article);
}

/// The components of the story, itself first, without those that hold pictures: their headlines are captions.
std::vector<const Node*> components_of(const Node& story, const Newsml1Content& content) {
  std::vector<const Node*> components{&story};
  for (const Node* node = story.first; node; node = next_in_story(*node, story)) {
    if (node->is("NewsComponent") && (content.holds_body(*node) || node->child("Role") == nullptr)) components.push_back(node);
  }
  return components;
}

const Node* envelope_of(const Node& item) {
  for (const Node* around = item.parent; around; around = around->parent) {
    if (const Node* const envelope = around->child("NewsEnvelope")) return envelope;
  }
  return nullptr;
}

void read_source(const Node& item, article::Article& article) {
  if (const Node* const envelope = envelope_of(item)) set_if_empty(article.source, party_of(envelope->child("SentFrom")));
  for (const Node* node = item.first; node; node = next_in_story(*node, item)) {
    if (node->is("Source")) set_if_empty(article.source, party_of(node));
  }
  set_if_empty(article.source, line_of(markup::find(item, "ProviderId")));
}

}  // namespace

void read_newsml1_meta(const Node& story, const Node& item, const Newsml1Content& content, article::Article& article) {
  for (const Node* component : components_of(story, content)) read_component(*component, article);
  for (const Node* around = story.parent; around && around != item.parent && &story != &item; around = around->parent)
    read_component(*around, article);
  read_source(item, article);
}

void read_newsml1_management(const Node& item, article::Article& article) {
  const Node* const management = item.child("NewsManagement");
  if (management) {
    article.published = first_date({line_of(management->child("FirstCreated"))});
    set_modified(first_date({line_of(management->child("ThisRevisionCreated"))}), article);
    if (const Node* const status = management->child("Status")) article.status = status_of(status->attribute("FormalName"));
    if (const Node* const change = markup::find(*management, "StatusWillChange")) {
      const Node* const future = change->child("FutureStatus");
      if (!future || status_of(future->attribute("FormalName")) == article::Status::usable)
        article.embargoed = first_date({line_of(change->child("DateAndTime"))});
    }
    if (article.embargoed && article.status == article::Status::withheld) article.status = article::Status::usable;
  }
  if (article.published) return;
  const Node* const envelope = envelope_of(item);
  article.published = first_date({line_of(markup::find(item, "DateId")), envelope ? line_of(envelope->child("DateAndTime")) : ""});
}

}  // namespace backfile::readers
