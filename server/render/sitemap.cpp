#include "server/render/sitemap.h"

#include "indexer/article/date.h"
#include "server/render/url.h"
#include "server/render/xml_text.h"

namespace backfile::render {
namespace {

constexpr std::string_view kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
constexpr std::string_view kNamespace = " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";

}  // namespace

std::string robots(std::string_view address, std::string_view root) {
  if (address.empty()) return "User-agent: *\nDisallow: /\n";
  // Searches are without end; articles and the ways to them are not.
  std::string text = "User-agent: *\n";
  for (const char* path : {"/search", "/v1/", "/sign-in"}) (((text += "Disallow: ") += root) += path) += '\n';
  return text + "\nSitemap: " + std::string(address) + "/sitemap.xml\n";
}

std::string sitemap_index(std::string_view address, std::uint64_t parts) {
  std::string xml = std::string(kHead) + "<sitemapindex" + std::string(kNamespace);
  const std::string place = xml_text(address);
  for (std::uint64_t part = 1; part <= parts; ++part)
    xml += "<sitemap><loc>" + place + "/sitemap/" + std::to_string(part) + ".xml</loc></sitemap>\n";
  return xml + "</sitemapindex>\n";
}

std::string sitemap(std::string_view address, const std::vector<search::Listed>& articles) {
  std::string xml = std::string(kHead) + "<urlset" + std::string(kNamespace);
  const std::string place = xml_text(address) + "/articles/";
  for (const auto& one : articles) {
    ((xml += "<url><loc>") += place) += percent_encode(one.id) + "</loc>";

    if (one.indexed > 0) xml += "<lastmod>" + article::to_iso(article::from_instant(one.indexed)).substr(0, 10) + "</lastmod>";
    xml += "</url>\n";
  }
  return xml + "</urlset>\n";
}

}  // namespace backfile::render
