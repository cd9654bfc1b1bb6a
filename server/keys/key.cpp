// The keys file: a line a key.
#include "server/keys/key.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "indexer/article/date.h"
#include "indexer/article/id.h"

namespace backfile::keys {
namespace {

constexpr std::size_t kDigestBytes = 32;
constexpr std::string_view kScopeNames[] = {"read", "long-queries", "write"};  // as the enumeration
constexpr std::size_t kLargestFile = 1u << 20;                                 // ten thousand keys

std::string_view take_word(std::string_view& rest) {
  constexpr std::string_view kBlanks = " \t\r";
  rest.remove_prefix(std::min(rest.find_first_not_of(kBlanks), rest.size()));
  const std::string_view word = rest.substr(0, rest.find_first_of(kBlanks));
  rest.remove_prefix(word.size());
  return word;
}

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// Empty for what is no digest.
std::string digest_of(std::string_view hexadecimal) {
  std::string bytes;
  if (hexadecimal.size() != 2 * kDigestBytes) return {};
  for (std::size_t i = 0; i < hexadecimal.size(); i += 2) {
    const int high = digit(hexadecimal[i]), low = digit(hexadecimal[i + 1]);
    if (high < 0 || low < 0) return {};
    bytes += static_cast<char>(high << 4 | low);
  }
  return bytes;
}

/// What is wrong with the line; empty where it gave a key. Never quotes the line: a secret may have been put there by mistake.
std::string parse_line(std::string_view line, Key& key) {
  key.name = take_word(line);
  if (!article::is_url_safe(key.name)) return "a name is 1 to 64 of A-Z a-z 0-9 . _ -";
  key.scopes = parse_scopes(take_word(line));
  if (key.scopes.empty()) return "behind the name stands what the key may do: read, long-queries or write, with commas between";
  key.created = take_word(line);
  if (!article::parse_iso(key.created)) return "behind the scope stands the day on which the key was made, such as 2026-11-25";
  key.digest = digest_of(take_word(line));
  if (key.digest.empty()) return "last stands the SHA-256 of the key, 64 of 0-9 a-f";
  return take_word(line).empty() ? "" : "nothing may stand behind the SHA-256 of the key";
}

}  // namespace

std::set<Scope> parse_scopes(std::string_view text) {
  std::set<Scope> scopes;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find(',', begin), text.size());
    const auto* known = std::find(std::begin(kScopeNames), std::end(kScopeNames), text.substr(begin, end - begin));
    if (known == std::end(kScopeNames)) return {};
    scopes.insert(static_cast<Scope>(known - std::begin(kScopeNames)));
    begin = end + 1;
  }
  if (scopes.contains(Scope::long_queries)) scopes.insert(Scope::read);
  return scopes;
}

std::string to_text(const std::set<Scope>& scopes) {
  std::string text;
  for (const Scope scope : scopes) text.append(text.empty() ? "" : ",").append(kScopeNames[static_cast<std::size_t>(scope)]);
  return text;
}

std::vector<std::string> scope_names() { return {std::begin(kScopeNames), std::end(kScopeNames)}; }

std::string to_line(const Key& key) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string line = key.name + " " + to_text(key.scopes) + " " + key.created + " ";
  for (const char c : key.digest) {
    const auto byte = static_cast<unsigned char>(c);
    line += kDigits[byte >> 4];
    line += kDigits[byte & 15];
  }
  return line;
}

Parsed parse_keys(std::string_view text) {
  Parsed parsed;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (name_in(line).empty()) continue;
    Key key;
    std::string fault = parse_line(line, key);
    const bool repeated = std::any_of(parsed.keys.begin(), parsed.keys.end(), [&](const Key& other) { return other.name == key.name; });
    if (fault.empty() && repeated) fault = "there is a key of this name above";
    if (fault.empty()) {
      parsed.keys.push_back(std::move(key));
    } else {
      parsed.faults.push_back("line " + std::to_string(number) + ": " + fault);
    }
  }
  return parsed;
}

std::string_view name_in(std::string_view line) {
  const std::string_view word = take_word(line);
  return word.starts_with('#') ? std::string_view() : word;
}

Result<std::string> read_keys_file(const std::string& path) {
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  if (!in && errno == ENOENT) return fail(Code::not_found, "there is no keys file " + path, "keys_file");
  std::string text(kLargestFile + 1, '\0');
  if (in) in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!in && !in.eof()) return fail(Code::io, "the keys file " + path + " cannot be read: " + std::strerror(errno), "keys_file");
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > kLargestFile) return fail(Code::io, "the keys file " + path + " is larger than 1 MB, so it cannot be one", "keys_file");
  return text;
}

}  // namespace backfile::keys
