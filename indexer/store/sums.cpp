#include "indexer/store/sums.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>

#include "indexer/store/durable.h"

namespace backfile::store {
namespace fs = std::filesystem;
namespace {

constexpr const char* kSumsName = "/sums.json";
constexpr std::size_t kChunk = 1u << 18;

Result<std::string> sum_of(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return tl::unexpected<Error>(system_error("read", path));
  const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
  std::vector<char> chunk(kChunk);
  ssize_t got = 0;
  while ((got = ::read(fd, chunk.data(), chunk.size())) != 0) {
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) break;
    EVP_DigestUpdate(context.get(), chunk.data(), static_cast<std::size_t>(got));
  }
  Error trouble = got < 0 ? system_error("read", path) : Error{};
  ::close(fd);
  if (got < 0) return tl::unexpected<Error>(trouble);
  unsigned char sum[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_DigestFinal_ex(context.get(), sum, &size);
  std::string hex;
  for (unsigned i = 0; i < size; ++i) {
    hex += "0123456789abcdef"[sum[i] >> 4];
    hex += "0123456789abcdef"[sum[i] & 15];
  }
  return hex;
}

Result<void> write_file(const std::string& database, const std::vector<std::pair<std::string, std::string>>& sums) {
  nlohmann::ordered_json files = nlohmann::ordered_json::object();
  for (const auto& [name, sum] : sums) files[name] = sum;
  std::ofstream out(database + kSumsName, std::ios::binary | std::ios::trunc);
  out << nlohmann::ordered_json{{"sha256", files}}.dump(2) << "\n";
  out.close();
  if (!out) return tl::unexpected<Error>(system_error("write", database + kSumsName));
  return {};
}

// Xapian's own lock file comes and goes, and is no part of the data.
bool is_data(const fs::path& path) { return path.extension() == ".glass" || path.filename() == "iamglass"; }

}  // namespace

Result<void> write_sums(const std::string& database) {
  std::vector<std::pair<std::string, std::string>> sums;
  std::error_code trouble;
  for (const auto& entry : fs::directory_iterator(database, trouble)) {
    if (!is_data(entry.path())) continue;
    auto sum = sum_of(entry.path().string());
    if (!sum) return tl::unexpected<Error>(sum.error());
    sums.emplace_back(entry.path().filename().string(), *sum);
  }
  if (trouble) return fail(Code::io, "cannot read " + database + ": " + trouble.message());
  return write_file(database, sums);
}

Result<void> seal(const std::string& database, const std::vector<std::pair<std::string, std::string>>& sums) {
  if (auto written = write_file(database, sums); !written) return written;
  return sync_tree(database);
}

Result<void> drop_sums(const std::string& database) {
  const std::string path = database + kSumsName;
  if (::unlink(path.c_str()) == 0) return sync_path(database);
  if (errno == ENOENT) return {};
  return tl::unexpected<Error>(system_error("remove", path));
}

bool has_sums(const std::string& database) {
  std::error_code trouble;
  return fs::exists(database + kSumsName, trouble);
}

Result<SumCheck> verify_sums(const std::string& database) {
  std::ifstream file(database + kSumsName, std::ios::binary);
  if (!file) return SumCheck{};
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object() || !json.contains("sha256") || !json["sha256"].is_object()) {
    return fail(Code::damaged, database + kSumsName + " cannot be understood");
  }
  SumCheck check;
  check.present = true;
  for (const auto& [name, expected] : json["sha256"].items()) {
    auto sum = sum_of(database + "/" + fs::path(name).filename().string());
    if (!sum || expected != *sum) check.damaged.push_back(name);
  }
  return check;
}

}  // namespace backfile::store
