// Which of the old single-byte codes a message is in shows in which bytes stand within words.
#include "indexer/readers/wire_characters.h"

#include "indexer/text/charset.h"
#include "indexer/text/iso6937.h"

namespace backfile::readers {
namespace {

unsigned byte_at(std::string_view text, std::size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0; }

bool is_small(unsigned c) { return c >= 'a' && c <= 'z'; }

/// Bytes that DOS has for small letters, within words, where Latin-1's letters are fewer.
bool is_dos(std::string_view text) {
  std::size_t dos = 0, latin = 0;
  constexpr std::string_view kDos = "\x81\x82\x83\x84\x87\x88\x89\x8A\x8B\x8C\x94\xA0\xA1\xA2\xA3\xA4";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const unsigned c = byte_at(text, i), next = byte_at(text, i + 1), before = i > 0 ? byte_at(text, i - 1) : 0;
    if (c < 0x80) continue;
    if (is_small(before) && (is_small(next) || next == ' ' || next == '\n')) {
      dos += kDos.find(static_cast<char>(c)) != kDos.npos && (c != 0x94 || is_small(next)) ? 1 : 0;
      latin += c >= 0xC0 ? 1 : 0;
    }
  }
  return dos > latin;
}

/// Line ends of teleprinters (CR CR LF) and DOS to \n; without NULs.
std::string with_plain_line_ends(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '\0') continue;
    if (bytes[i] != '\r') {
      out += bytes[i];
      continue;
    }
    std::size_t end = i;
    while (end < bytes.size() && bytes[end] == '\r') ++end;
    if (end < bytes.size() && bytes[end] == '\n') {
      out += '\n';
      i = end;
    } else {
      out += '\n';
    }
  }
  return out;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  std::string out;
  std::size_t at = 0;
  for (std::size_t found = text.find(from); found != text.npos; found = text.find(from, at)) {
    out.append(text, at, found - at);
    out += to;
    at = found + from.size();
  }
  if (at == 0) return;
  out.append(text, at, text.npos);
  text = std::move(out);
}

}  // namespace

std::string wire_to_utf8(std::string_view bytes) {
  std::string text = with_plain_line_ends(bytes);
  if (text::is_utf8(text)) {
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    return text;
  }
  if (text::is_iso6937(text)) return text::from_iso6937(text);
  return text::to_utf8(text, is_dos(text) ? "cp850" : "").text;
}

std::string without_typing(std::string text) {
  replace_all(text, "``", "\"");
  replace_all(text, "''", "\"");
  replace_all(text, " _ ", " \xE2\x80\x94 ");
  replace_all(text, " _\n", " \xE2\x80\x94\n");
  if (text.find('{') != text.npos && text.find('}') == text.npos) replace_all(text, "{", "\xC2\xBD");
  return text;
}

}  // namespace backfile::readers
