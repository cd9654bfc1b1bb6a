// SHA-256, by OpenSSL.
#pragma once
#include <string>
#include <string_view>

namespace backfile::article {

/// The 32 bytes. Thread-safe.
std::string sha256(std::string_view bytes);

}  // namespace backfile::article
