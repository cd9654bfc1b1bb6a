// One state a construct. Each step says how many bytes it took; 0 means that more must come before it can tell.
#include "indexer/markup/xml_repair.h"

#include <algorithm>
#include <cctype>

#include "indexer/markup/entities.h"

namespace backfile::markup {
namespace {

constexpr std::size_t kLongestReference = 32;
constexpr std::size_t kMaxRepairs = 5;

bool name_begins(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_' || c == ':' || (c & 0x80) != 0; }
bool blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool control(char c) { return static_cast<unsigned char>(c) < 0x20 && !blank(c); }

/// `#38;` and `#x26;` name a character that XML allows.
bool sound_number(std::string_view digits) {
  const bool hex = digits.starts_with('x');
  if (hex) digits.remove_prefix(1);
  if (digits.empty() || digits.size() > 7) return false;
  std::uint32_t value = 0;
  for (const char c : digits) {
    if (std::isxdigit(static_cast<unsigned char>(c)) == 0 || (!hex && std::isdigit(static_cast<unsigned char>(c)) == 0)) return false;
    const int digit = std::isdigit(static_cast<unsigned char>(c)) != 0 ? c - '0' : (c | 0x20) - 'a' + 10;
    value = value * (hex ? 16 : 10) + static_cast<std::uint32_t>(digit);
  }
  if (value < 0x20) return value == '\t' || value == '\n' || value == '\r';
  return (value < 0x80 || value >= 0xA0) && (value < 0xD800 || value > 0xDFFF) && value < 0x110000 && value != 0xFFFE && value != 0xFFFF;
}

/// XML's own marks as numbers, so that a decoded character cannot begin markup. As numbers, since libxml2 drops references by name, even
/// &amp;, from the text after the first error (xmlParseReference in 2.9.14).
void append_escaped(std::string_view text, std::string& out) {
  for (const char c : text) {
    if (c == '<' || c == '&' || c == '"' || c == '\'')
      out += "&#" + std::to_string(static_cast<int>(c)) + ";";
    else
      out += c;
  }
}

}  // namespace

void XmlRepair::repaired(const char* what) {
  if (std::find(seen_.begin(), seen_.end(), what) != seen_.end() || repairs_.size() == kMaxRepairs) return;
  seen_.push_back(what);
  repairs_.push_back("line " + std::to_string(line_) + ": " + what);
}

void XmlRepair::copy(std::string_view text, std::string& out) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && !control(text[end])) {
      line_ += text[end] == '\n';
      ++end;
    }
    out += text.substr(at, end - at);
    if (end < text.size()) {
      repaired("a control character, left out");
      ++end;
    }
    at = end;
  }
}

bool XmlRepair::feed(std::string_view piece, bool last, std::string& out) {
  if (!error_.empty()) return false;
  std::string joined;
  if (!held_.empty()) {
    joined = std::move(held_);
    held_.clear();
    joined += piece;
    piece = joined;
  }
  while (!piece.empty()) {
    const std::size_t taken = step(piece, last, out);
    if (!error_.empty()) return false;
    if (taken == 0) {
      held_ = piece;
      break;
    }
    piece.remove_prefix(taken);
  }
  return true;
}

std::size_t XmlRepair::step(std::string_view rest, bool last, std::string& out) {
  switch (state_) {
    case State::tag:
      return in_tag(rest, last, out);
    case State::comment:
      return up_to(rest, "-->", last, out);
    case State::cdata:
      return up_to(rest, "]]>", last, out);
    case State::instruction:
      return up_to(rest, "?>", last, out);
    case State::doctype:
      return in_doctype(rest);
    case State::subset:
      return in_subset(rest, last);
    case State::subset_comment:
      return in_subset_comment(rest, last);
    case State::text:
      break;
  }
  return in_text(rest, last, out);
}

std::size_t XmlRepair::in_text(std::string_view rest, bool last, std::string& out) {
  if (!begun_ && blank(rest.front())) {  // libxml2 takes an XML declaration behind an empty line for an error
    line_ += rest.front() == '\n';
    return 1;
  }
  begun_ = true;
  const std::size_t mark = std::min(rest.find_first_of("<&"), rest.size());
  if (mark > 0) {
    copy(rest.substr(0, mark), out);
    return mark;
  }
  return rest.front() == '<' ? less_than(rest, last, out) : ampersand(rest, last, out);
}

std::size_t XmlRepair::less_than(std::string_view rest, bool last, std::string& out) {
  constexpr std::string_view kCdata = "<![CDATA[", kDoctype = "<!DOCTYPE", kComment = "<!--";
  const auto begins = [&](std::string_view mark, State state) {
    if (!rest.starts_with(mark)) return false;
    if (state != State::doctype) out += mark;
    state_ = state;
    return true;
  };
  if (begins(kComment, State::comment)) return kComment.size();
  if (begins(kCdata, State::cdata)) return kCdata.size();
  if (begins(kDoctype, State::doctype)) return kDoctype.size();
  if (rest.size() < kCdata.size() && !last) return 0;
  if (rest.size() > 1 && rest[1] == '?') {
    state_ = State::instruction;
    out += "<?";
    return 2;
  }
  const std::size_t name = rest.size() > 1 && rest[1] == '/' ? 2 : 1;
  if (rest.size() > name && name_begins(rest[name])) {
    state_ = State::tag;
    quote_ = 0;
    in_name_ = true;
    attributes_ = 0;
    out += rest.substr(0, name);
    return name;
  }
  repaired("a '<' that begins no tag, read as text");
  out += "&#60;";
  return 1;
}

std::size_t XmlRepair::ampersand(std::string_view rest, bool last, std::string& out) {
  const std::string_view ahead = rest.substr(0, kLongestReference);
  const std::size_t end = ahead.find_first_of(";<& \n\"'", 1);
  if (end == ahead.npos && ahead.size() < kLongestReference && !last) return 0;
  if (end != ahead.npos && ahead[end] == ';') {
    const std::string_view name = ahead.substr(1, end - 1);
    if (name.starts_with('#') && sound_number(name.substr(1))) {
      out += ahead.substr(0, end + 1);
      return end + 1;
    }
    std::string decoded;
    if (decode_entity(ahead, decoded) == end + 1) {
      if (name.starts_with('#')) repaired("a number that names no character of XML");
      append_escaped(decoded, out);
      return end + 1;
    }
  }
  repaired("an '&' that begins no known entity, read as text");
  out += "&#38;";
  return 1;
}

std::size_t XmlRepair::in_tag(std::string_view rest, bool last, std::string& out) {
  for (std::size_t at = 0; at < rest.size(); ++at) {
    const char c = rest[at];
    if (c == '&' || (quote_ != 0 && c == '<')) {  // attribute values may hold neither bare
      copy(rest.substr(0, at), out);
      if (c == '&') {
        const std::size_t taken = ampersand(rest.substr(at), last, out);
        return taken == 0 ? at : at + taken;
      }
      repaired("a '<' within an attribute, read as text");
      out += "&#60;";
      return at + 1;
    }
    if (quote_ != 0) {
      if (c == quote_) quote_ = 0;
      continue;
    }
    if (c == '>') {
      copy(rest.substr(0, at + 1), out);
      state_ = State::text;
      return at + 1;
    }
    if ((c == '"' || c == '\'')) quote_ = c;
    if (!blank(c) && !in_name_ && ++attributes_ > kMaxXmlAttributes) {
      error_ = "line " + std::to_string(line_) + ": an element with more than " + std::to_string(kMaxXmlAttributes) + " attributes";
      return 0;
    }
    in_name_ = !blank(c);
  }
  copy(rest, out);
  return rest.size();
}

/// Left out whole; its quoted names may hold '>' and '['.
std::size_t XmlRepair::in_doctype(std::string_view rest) {
  for (std::size_t at = 0; at < rest.size(); ++at) {
    const char c = rest[at];
    line_ += c == '\n';
    if (quote_ != 0) {
      if (c == quote_) quote_ = 0;
    } else if (c == '"' || c == '\'') {
      quote_ = c;
    } else if (c == '[') {
      state_ = State::subset;
      return at + 1;
    } else if (c == '>') {
      state_ = State::text;
      return at + 1;
    }
  }
  return rest.size();
}

std::size_t XmlRepair::in_subset(std::string_view rest, bool last) {
  constexpr std::string_view kEntity = "<!ENTITY";
  const char c = rest.front();
  line_ += c == '\n';
  if (quote_ != 0) {
    if (c == quote_) quote_ = 0;
    return 1;
  }
  if (c == '"' || c == '\'') quote_ = c;
  if (c == ']') state_ = State::doctype;
  if (c != '<') return 1;
  const std::size_t name = rest.find_first_not_of(" \t\r\n", kEntity.size());
  if (rest.size() < kEntity.size() + 1 || name == rest.npos) return last ? rest.size() : 0;
  if (rest.starts_with("<!--")) {
    state_ = State::subset_comment;
    return 4;
  }
  if (rest.starts_with(kEntity) && rest[name] != '%') {
    error_ = "line " + std::to_string(line_) + ": a document type with an internal subset that declares entities is not read";
    return 0;
  }
  return 1;
}

std::size_t XmlRepair::in_subset_comment(std::string_view rest, bool last) {
  std::string ignored;
  const std::size_t taken = up_to(rest, "-->", last, ignored);
  if (state_ == State::text) state_ = State::subset;
  return taken;
}

std::size_t XmlRepair::up_to(std::string_view rest, std::string_view end, bool last, std::string& out) {
  const std::size_t found = rest.find(end);
  if (found != rest.npos) {
    copy(rest.substr(0, found + end.size()), out);
    state_ = State::text;
    return found + end.size();
  }
  // The end may be cut in two.
  const std::size_t sure = last ? rest.size() : rest.size() - std::min(rest.size(), end.size() - 1);
  copy(rest.substr(0, sure), out);
  return sure;
}

}  // namespace backfile::markup
