// Decoding of request targets.
#include "server/http/target.h"

#include "indexer/text/charset.h"

namespace backfile::http {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string fit_for_text(std::string bytes) {
  // A blank, not nothing: what stood around a line break must not become one word.
  for (char& c : bytes) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  }
  return text::clean(std::move(bytes));
}

}  // namespace

std::string decode(std::string_view text, bool plus_is_space) {
  std::string bytes;
  bytes.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const int high = c == '%' && at + 2 < text.size() ? hex_value(text[at + 1]) : -1;
    const int low = high >= 0 ? hex_value(text[at + 2]) : -1;
    if (low >= 0) {
      bytes += static_cast<char>(high * 16 + low);
      at += 2;
    } else {
      bytes += plus_is_space && c == '+' ? ' ' : c;
    }
  }
  return fit_for_text(std::move(bytes));
}

std::string_view path_of(std::string_view target) { return target.substr(0, target.find_first_of("?#")); }

query::Parameters parameters_of(std::string_view target) {
  query::Parameters parameters;
  target = target.substr(0, target.find('#'));
  const std::size_t mark = target.find('?');
  if (mark == std::string_view::npos) return parameters;
  std::string_view rest = target.substr(mark + 1);
  while (!rest.empty()) {
    const std::string_view piece = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(piece.size() + 1, rest.size()));
    if (piece.empty()) continue;
    const std::size_t equals = std::min(piece.find('='), piece.size());
    const std::string_view value = equals < piece.size() ? piece.substr(equals + 1) : std::string_view();
    parameters.emplace_back(decode(piece.substr(0, equals), true), decode(value, true));
  }
  return parameters;
}

}  // namespace backfile::http
