// HTML that is safe by its type: whatever comes in as text is escaped, and only what was built here is markup.
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace backfile::web {

/// A piece of a page. A string that becomes one is escaped, so nothing of an article or a request can ever be markup.
class Html {
 public:
  Html() = default;
  Html(std::string_view text);
  Html(const char* text) : Html(std::string_view(text)) {}
  Html(const std::string& text) : Html(std::string_view(text)) {}

  /// markup: written by this program, and never holds anything that came from outside but escaped.
  static Html markup(std::string markup);

  Html& operator+=(const Html& more) {
    markup_ += more.markup_;
    return *this;
  }
  bool empty() const { return markup_.empty(); }
  const std::string& str() const { return markup_; }
  std::string release() && { return std::move(markup_); }

 private:
  std::string markup_;
};

/// name="value", escaped; nothing at all where `present` is false. A name alone (`hidden`) has an empty value.
struct Attribute {
  std::string_view name;
  std::string value{};
  bool present = true;
};
using Attributes = std::initializer_list<Attribute>;

/// <name …>children</name>; elements that HTML never closes (img, input, link, …) get no end tag, and no children either.
Html element(std::string_view name, Attributes attributes, std::initializer_list<Html> children);

template <class... Children>
Html h(std::string_view name, Attributes attributes, const Children&... children) {
  return element(name, attributes, {Html(children)...});
}

/// The address itself if it is an absolute http or https one without blanks and control characters, else nothing: an archive's material may
/// hold `javascript:` and worse.
std::string web_address(std::string_view url);

/// Of a web_address: "news.example". What stands before an @ is none of it.
std::string_view host_of(std::string_view web_address);

}  // namespace backfile::web
