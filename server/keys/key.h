// A key: what its holder may do, known here by the SHA-256 of the secret alone.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/errors/error.h"

namespace backfile::keys {

enum class Scope { read, long_queries, write };  // long queries: of the settings' size for them, by who may read

struct Key {
  std::string name;  // as article::is_url_safe
  std::set<Scope> scopes;
  std::string created;  // the day: 2026-11-25
  std::string digest;   // SHA-256 of the secret: 32 bytes
  bool may(Scope scope) const { return scopes.contains(scope); }
};

/// "read", "long-queries", "write", or some of them with commas between. long-queries alone stands for "read,long-queries". Empty for
/// anything else.
std::set<Scope> parse_scopes(std::string_view text);
std::string to_text(const std::set<Scope>& scopes);
/// Each of them.
std::vector<std::string> scope_names();

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
