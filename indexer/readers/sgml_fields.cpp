// A stack of open tags in which a field other than a text holds no other field: a headline that was never closed ends where the text
// begins.
#include "indexer/readers/sgml_fields.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "indexer/markup/entities.h"
#include "indexer/readers/sgml_tag.h"

namespace backfile::readers {
namespace {

struct KnownTag {
  std::string_view name;
  SgmlRole role;
};

constexpr auto kTags = std::to_array<KnownTag>({
#define SGML_TAG(name, role) {name, SgmlRole::role},
#include "indexer/readers/sgml_tags.def"
#undef SGML_TAG
});

const KnownTag* known_tag(std::string_view name) {
  const auto found =
      std::lower_bound(kTags.begin(), kTags.end(), name, [](const KnownTag& tag, std::string_view n) { return tag.name < n; });
  return found != kTags.end() && found->name == name ? found : nullptr;
}

bool is_record_tag(std::string_view name) { return name == "DOC" || name == "REUTERS"; }

/// `&UR;`, `&QC;`, `&Cx1f;`: typesetters' codes of wires; `&M;`, `&O;`: ends of fields. A dash among them is kept.
std::size_t wire_code(std::string_view text, std::string& out) {
  const std::size_t end = text.substr(0, 8).find(';');
  if (end == text.npos || end < 2) return 0;
  const std::string_view name = text.substr(1, end - 1);
  constexpr auto kCodes = std::to_array<std::string_view>({"AMP", "LR", "M", "MD", "O", "P", "QC", "QL", "QR", "TL", "UR"});
  const bool control = name.size() == 4 && name.starts_with("Cx");
  if (!control && std::find(kCodes.begin(), kCodes.end(), name) == kCodes.end()) return 0;
  if (name == "MD") out += " \xE2\x80\x94 ";
  if (name == "AMP") out += '&';
  if (name == "LR" || name == "QC" || name == "M" || name == "O") out += '\n';
  return end + 1;
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) { record_.fields.emplace_back(); }

  SgmlRecord run() {
    note_end_tags();
    while (at_ < text_.size()) {
      const std::size_t stop = std::min(text_.find_first_of("<&", at_), text_.size());
      append(text_.substr(at_, stop - at_));
      at_ = stop;
      if (at_ >= text_.size()) break;
      if (text_[at_] == '&')
        entity();
      else if (at_ + 1 < text_.size() && (text_[at_ + 1] == '!' || text_[at_ + 1] == '?'))
        declaration();
      else
        tag();
    }
    return std::move(record_);
  }

 private:
  struct Open {
    std::string name;
    std::size_t field;  // that its text goes to
  };

  static constexpr std::size_t kMaxDepth = 256;

  void append(std::string_view text) { record_.fields[current()].text += text; }
  std::size_t current() const { return stack_.empty() ? 0 : stack_.back().field; }

  /// An unknown name in brackets is a tag only where it is closed somewhere: else it is text, such as a stock's symbol.
  void note_end_tags() {
    for (std::size_t at = text_.find("</"); at != text_.npos; at = text_.find("</", at + 2)) {
      if (end_tags_.size() > 1000) return;
      SgmlTag tag = sgml_tag(text_.substr(at));
      if (tag.length > 0 && !known_tag(tag.name)) end_tags_.insert(std::move(tag.name));
    }
  }

  void entity() {
    std::string& out = record_.fields[current()].text;
    std::size_t length = markup::decode_entity(text_.substr(at_), out);
    if (length == 0) length = wire_code(text_.substr(at_), out);
    if (length == 0) out += '&';
    at_ += std::max<std::size_t>(length, 1);
  }

  /// Comments, CDATA, declarations and instructions.
  void declaration() {
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("<![CDATA[")) {
      const std::size_t end = std::min(rest.find("]]>"), rest.size());
      append(rest.substr(9, end - 9));
      at_ += std::min(end + 3, rest.size());
      return;
    }
    const bool comment = rest.starts_with("<!--");
    std::size_t end = comment && comments_end_ ? rest.find("-->") : rest.npos;
    comments_end_ = comments_end_ && (!comment || end != rest.npos);
    end = end == rest.npos ? rest.substr(0, 2048).find('>') : end + 2;
    if (end == rest.npos) {
      append("<");
      ++at_;
    } else {
      at_ += end + 1;
    }
  }

  void tag() {
    const SgmlTag tag = sgml_tag(text_.substr(at_));
    const KnownTag* known = tag.length > 0 ? known_tag(tag.name) : nullptr;
    const bool is_tag = tag.length > 0 && (known || is_record_tag(tag.name) || tag.empty || tag.closes || end_tags_.contains(tag.name));
    if (!is_tag) {
      append("<");
      ++at_;
      return;
    }
    at_ += tag.length;
    if (is_record_tag(tag.name)) {
      if (!tag.closes && record_.attributes.empty()) record_.attributes = sgml_attributes(tag.attributes);
    } else if (tag.closes) {
      close(tag.name);
    } else if (!tag.empty || known) {
      open(tag, known ? known->role : SgmlRole::inlined);
    }
  }

  void separate(SgmlRole role) {
    SgmlField& field = record_.fields[current()];
    if (role == SgmlRole::paragraph || role == SgmlRole::heading) {
      field.text += "\n\n";
    } else if (role == SgmlRole::line) {
      field.text += '\n';
    }
  }

  /// P, BR and the like change the field that they stand in; so does a heading within a text.
  bool is_within(SgmlRole role) const {
    if (role == SgmlRole::heading) return record_.fields[current()].role != SgmlRole::loose;
    return role == SgmlRole::inlined || role == SgmlRole::line || role == SgmlRole::paragraph;
  }

  void open(const SgmlTag& tag, SgmlRole role) {
    if (is_within(role)) {
      separate(role);
      if (role != SgmlRole::paragraph && role != SgmlRole::line && !tag.empty && stack_.size() < kMaxDepth)
        stack_.push_back({tag.name, current()});
      return;
    }
    // A field ends where another begins, unless it is a text.
    while (!stack_.empty() && record_.fields[stack_.back().field].role != SgmlRole::text &&
           record_.fields[stack_.back().field].role != SgmlRole::loose)
      stack_.pop_back();
    if (tag.empty || stack_.size() >= kMaxDepth) return;
    if (role == SgmlRole::text) record_.fields[current()].inner_text = true;
    SgmlField field;
    field.role = role;
    field.name = tag.name;
    if (!tag.attributes.empty()) {
      for (auto& [name, value] : sgml_attributes(tag.attributes)) {
        if (name == "TYPE") field.type = value;
      }
    }
    record_.fields.push_back(std::move(field));
    stack_.push_back({tag.name, record_.fields.size() - 1});
  }

  void close(const std::string& name) {
    const KnownTag* known = known_tag(name);
    if (known && is_within(known->role)) separate(known->role);
    const auto found = std::find_if(stack_.rbegin(), stack_.rend(), [&](const Open& open) { return open.name == name; });
    if (found != stack_.rend()) stack_.erase(found.base() - 1, stack_.end());
  }

  std::string_view text_;
  std::size_t at_ = 0;
  SgmlRecord record_;
  std::vector<Open> stack_;
  std::unordered_set<std::string> end_tags_;
  bool comments_end_ = true;  // false: no more of them are closed, which need not be asked again
};

}  // namespace

SgmlRecord scan_sgml(std::string_view text) { return Scanner(text).run(); }

std::string_view attribute(const SgmlRecord& record, std::string_view name) {
  for (const auto& [key, value] : record.attributes) {
    if (key == name) return value;
  }
  return {};
}

}  // namespace backfile::readers
