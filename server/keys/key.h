// A key: what its holder may do, known here by the SHA-256 of the secret alone.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "indexer/errors/error.h"

namespace backfile::keys {

enum class Scope { read, write };

struct Key {
  std::string name;  // as article::is_url_safe
  bool read = false, write = false;
  std::string created;  // the day: 2026-11-25
  std::string digest;   // SHA-256 of the secret: 32 bytes
  bool may(Scope scope) const { return scope == Scope::read ? read : write; }
};

/// "read", "write" or "read,write" into the key; false for anything else.
bool set_scopes(Key& key, std::string_view text);
std::string scopes_of(const Key& key);

/// "NAME SCOPES CREATED SHA256", the digest in hexadecimal. Without a newline.
std::string to_line(const Key& key);

/// Empty lines and those that begin with # are passed over. A line that is wrong, or repeats a name, gives no key and one sentence that
/// begins with its number.
struct Parsed {
  std::vector<Key> keys;
  std::vector<std::string> faults;
};
Parsed parse_keys(std::string_view text);

/// The key of this name in a line of the file; empty where it holds none.
std::string_view name_in(std::string_view line);

/// The whole file, or Code::not_found, or Code::io where it cannot be read or is larger than a megabyte.
Result<std::string> read_keys_file(const std::string& path);

}  // namespace backfile::keys
