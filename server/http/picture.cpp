#include "server/http/picture.h"

#include <fstream>

namespace backfile::http {
namespace {

constexpr std::size_t kMostBytes = 1u << 20;

const char* type_of(const std::string& bytes) {
  if (bytes.starts_with("\x89PNG\r\n")) return "image/png";
  if (bytes.starts_with("\xFF\xD8\xFF")) return "image/jpeg";
  if (bytes.starts_with("RIFF") && bytes.compare(8, 4, "WEBP") == 0) return "image/webp";
  if (bytes.substr(0, 1024).find("<svg") != std::string::npos) return "image/svg+xml";
  return nullptr;
}

}  // namespace

Result<Picture> read_picture(const std::string& path) {
  if (path.empty()) return fail(Code::not_found, "no file is named");
  std::ifstream file(path, std::ios::binary);
  std::string bytes(kMostBytes + 1, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  if (bytes.empty()) return fail(Code::io, "'" + path + "' cannot be read, or is empty");
  if (bytes.size() > kMostBytes) return fail(Code::invalid, "'" + path + "' is over 1 MB");
  const char* type = type_of(bytes);
  if (!type) return fail(Code::invalid, "'" + path + "' is no SVG, PNG, JPEG or WebP picture");
  return Picture{type, std::move(bytes)};
}

}  // namespace backfile::http
