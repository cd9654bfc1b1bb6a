// In doubt the bytes decide, as in browsers; but a type that names something else than text or XML is believed.
#include "indexer/readers/crawl_kind.h"

#include <algorithm>
#include <array>

#include "indexer/readers/looks.h"

namespace backfile::readers {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kHead = 4096;  // enough to see what a payload is

constexpr std::array kSignatures = {"GIF8"sv,       "\x89PNG"sv, "\xff\xd8\xff"sv,    "%PDF-"sv, "PK\x03\x04"sv, "\x1f\x8b"sv, "RIFF"sv,
                                    "ID3"sv,        "OggS"sv,    "\0\0\x01\0"sv,      "wOF"sv,   "CWS"sv,        "FWS"sv,      "BZh"sv,
                                    "7z\xbc\xaf"sv, "{\\rtf"sv,  "\xd0\xcf\x11\xe0"sv};

bool is_media(std::string_view payload) {
  return std::any_of(kSignatures.begin(), kSignatures.end(), [&](std::string_view signature) { return payload.starts_with(signature); }) ||
         payload.substr(0, 12).find("ftyp") == 4;
}

bool is_json(std::string_view payload) {
  const auto begin = payload.find_first_not_of(" \t\r\n");
  if (begin == payload.npos || (payload[begin] != '{' && payload[begin] != '[')) return false;
  const auto next = payload.find_first_not_of(" \t\r\n", begin + 1);
  return next != payload.npos && "\"{[}]"sv.find(payload[next]) != std::string_view::npos;
}

bool says_page(std::string_view type) {
  return type == "text/html" || type == "application/xhtml+xml" || type == "application/vnd.wap.xhtml+xml";
}

bool says_xml(std::string_view type) { return type == "text/xml" || type == "application/xml" || type.ends_with("+xml"); }

/// Types that servers give to whatever they do not know.
bool says_nothing(std::string_view type) {
  return type.empty() || type == "application/octet-stream" || type == "unknown/unknown" || type == "application/unknown" ||
         type == "content/unknown" || type == "application/x-unknown" || type == "no-type" || type == "*/*";
}

}  // namespace

PayloadKind kind_of(std::string_view media_type, std::string_view payload) {
  const auto head = payload.substr(0, kHead);
  const bool text = media_type == "text/plain";
  if (!says_page(media_type) && !says_xml(media_type) && !says_nothing(media_type) && !text) return PayloadKind::other;
  if (media_type == "image/svg+xml" || is_media(head)) return PayloadKind::other;
  const std::string looks = looks_like(head);
  if (looks == "HTML") return PayloadKind::page;
  if (looks == "XML" &&
      (says_xml(media_type) || head.find("<?xml") != head.npos || head.find("xmlns") != head.npos || head.find("<rss") != head.npos)) {
    return PayloadKind::xml;
  }
  if (says_page(media_type)) return is_json(head) ? PayloadKind::other : PayloadKind::page;
  return text && looks.empty() ? PayloadKind::text : PayloadKind::other;
}

std::string described(std::string_view media_type, std::string_view payload) {
  const auto head = payload.substr(0, kHead);
  if (says_page(media_type) || says_nothing(media_type)) {
    if (is_json(head)) return "JSON";
    const auto looks = is_media(head) ? std::string() : looks_like(head);
    if (!looks.empty() && looks != "HTML") return looks;
  }
  if (!media_type.empty()) return std::string(media_type) + (says_page(media_type) ? " by its header, but another type by its bytes" : "");
  return "data of an unknown type";
}

}  // namespace backfile::readers
