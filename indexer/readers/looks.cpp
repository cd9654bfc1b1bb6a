// Signatures and a count of control characters.
#include "indexer/readers/looks.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "indexer/readers/utf16_stream.h"

namespace backfile::readers {
namespace {

/// The first characters that are not blank, in lower case, without byte order mark and without the NULs of UTF-16.
std::string beginning(std::string_view head) {
  std::string text;
  for (const char c : head) {
    const auto byte = static_cast<unsigned char>(c);
    if (text.empty() && (byte <= 0x20 || byte >= 0xEF || byte == 0xBB || byte == 0xBF)) continue;
    if (byte != 0) text += static_cast<char>(std::tolower(byte));
    if (text.size() == 512) break;
  }
  return text;
}

/// What frames and sets wire text: SOH to EOT, BS, SO and SI, DLE to DC4, SYN, EM, the separators. Escape begins the shifts of ISO-2022-JP;
/// form feeds and line ends are ordinary; Ctrl-Z ends files from DOS.
bool is_control_of_text(unsigned char byte) {
  constexpr std::string_view kOfText = "\x01\x02\x03\x04\b\t\n\f\r\x0E\x0F\x10\x11\x12\x13\x14\x16\x19\x1A\x1B\x1E\x1F";
  return kOfText.find(static_cast<char>(byte)) != kOfText.npos;
}

bool is_binary(std::string_view head) {
  if (utf16_of(head) != Utf16::none) return false;
  std::size_t controls = 0;
  for (const char c : head) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == 0) return true;
    if (byte < 0x20 && !is_control_of_text(byte)) ++controls;
  }
  return controls > head.size() / 50 + 2;
}

}  // namespace

std::string looks_like(std::string_view head) {
  const std::string first = beginning(head);
  if (first.starts_with("%pdf-")) return "PDF";
  if (first.starts_with("{\\rtf")) return "RTF";
  if (is_binary(head)) return "binary data";
  if (!first.starts_with('<')) return {};
  constexpr std::array kHtml = {"<!doctype html", "<html", "<head", "<body", "<p>", "<div", "<script", "<meta", "<h1", "<article"};
  if (std::any_of(kHtml.begin(), kHtml.end(), [&](const char* tag) { return first.starts_with(tag); })) return "HTML";
  if (first.find("<html") != first.npos) return "HTML";
  const bool tag = first.size() > 1 && (first[1] == '?' || first[1] == '!' || std::isalpha(static_cast<unsigned char>(first[1])) != 0);
  return tag && first.find('>') != first.npos ? "XML" : "";
}

}  // namespace backfile::readers
