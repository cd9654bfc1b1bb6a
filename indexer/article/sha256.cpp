// SHA-256, by OpenSSL.
#include "indexer/article/sha256.h"

#include <openssl/evp.h>

#include <new>

namespace backfile::article {

std::string sha256(std::string_view bytes) {
  // Looked up once: OpenSSL 3 searches its providers at every EVP_sha256() call that reaches a digest.
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  std::string digest(32, '\0');
  unsigned size = 0;
  // It fails for lack of memory alone.
  if (EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(digest.data()), &size, algorithm, nullptr) != 1)
    throw std::bad_alloc();
  return digest;
}

}  // namespace backfile::article
