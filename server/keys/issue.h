// Making and revoking keys: changes to the keys file, each in one durable step, while servers go by it.
#pragma once
#include <string>

#include "server/keys/key.h"

namespace backfile::keys {

/// Makes a key, records it, and returns its secret, which is kept nowhere. Makes the file where there is none: mode 0600, and where root
/// makes it, the owner of its directory. Code::invalid for a name that cannot be or is taken.
Result<std::string> add_key(const std::string& path, Key key);

/// The rest of the file stays as it is. Code::not_found where there is no such key.
Result<void> revoke_key(const std::string& path, const std::string& name);

}  // namespace backfile::keys
