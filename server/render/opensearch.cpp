#include "server/render/opensearch.h"

#include "server/render/xml_text.h"

namespace backfile::render {
namespace {

std::string first_characters(const std::string& text, std::size_t most) {
  std::size_t characters = 0, end = 0;
  for (; end < text.size(); ++end) {
    const bool begins = (static_cast<unsigned char>(text[end]) & 0xC0) != 0x80;
    if (begins && characters++ == most) break;
  }
  return text.substr(0, end);
}

std::string url(const char* type, const std::string& address) {
  return std::string("<Url type=\"") + type + "\" method=\"get\" template=\"" + xml_text(address) + "{searchTerms}\"/>\n";
}

}  // namespace

std::string opensearch_description(const std::string& name, const SearchAddresses& addresses) {
  constexpr std::size_t kShort = 16;
  return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n<ShortName>" +
         xml_text(first_characters(name, kShort)) + "</ShortName>\n<Description>" + xml_text("Search " + name) +
         "</Description>\n<InputEncoding>UTF-8</InputEncoding>\n" + url("text/html", addresses.html) +
         url("application/atom+xml", addresses.atom) + url("application/x-suggestions+json", addresses.suggestions) +
         "</OpenSearchDescription>\n";
}

}  // namespace backfile::render
