// Containers and compressed files made by libarchive while a test runs, and what a walk makes of them.
#pragma once
#include <archive.h>
#include <archive_entry.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "indexer/source/source.h"

namespace backfile::source {

namespace fs = std::filesystem;

/// A folder that goes with the test.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (fs::temp_directory_path() / "backfile-source-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  std::string at(const std::string& name) const { return (path_ / name).string(); }
  std::string write(const std::string& name, const std::string& bytes) const {
    fs::create_directories(fs::path(at(name)).parent_path());
    std::ofstream(at(name), std::ios::binary) << bytes;
    return at(name);
  }

 private:
  fs::path path_;
};

struct Packed {
  std::string name, bytes;
  mode_t type = AE_IFREG;
  std::string link{};
};

/// filter: an ARCHIVE_FILTER_ code. format: "zip", "tar", or "raw" for one compressed stream.
inline std::string pack(const std::vector<Packed>& members, const std::string& format, int filter = ARCHIVE_FILTER_NONE) {
  archive* writer = archive_write_new();
  archive_write_add_filter(writer, filter);
  if (format == "zip")
    archive_write_set_format_zip(writer);
  else if (format == "tar")
    archive_write_set_format_ustar(writer);
  else
    archive_write_set_format_raw(writer);
  std::string out(64u << 20, '\0');
  std::size_t used = 0;
  archive_write_open_memory(writer, out.data(), out.size(), &used);
  for (const auto& member : members) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, member.name.c_str());
    archive_entry_set_filetype(entry, member.type);
    archive_entry_set_perm(entry, 0644);
    if (member.type == AE_IFLNK) archive_entry_set_symlink(entry, member.link.c_str());
    if (member.type == AE_IFREG) archive_entry_set_size(entry, static_cast<la_int64_t>(member.bytes.size()));
    archive_write_header(writer, entry);
    archive_write_data(writer, member.bytes.data(), member.bytes.size());
    archive_entry_free(entry);
  }
  archive_write_close(writer);
  archive_write_free(writer);
  out.resize(used);
  return out;
}

inline std::string compress(const std::string& bytes, int filter = ARCHIVE_FILTER_GZIP) { return pack({{"data", bytes}}, "raw", filter); }

struct Walked {
  std::vector<std::string> names;
  std::map<std::string, std::string> bytes, paths;  // by name
  std::map<std::string, std::string> errors;        // of a read, by name
  std::vector<std::string> refusals;                // "name: message"
};

inline Walked walked(const std::vector<std::string>& arguments, const Limits& limits = {}, std::size_t keep = 1u << 20) {
  Walked result;
  walk(
      arguments, limits,
      [&](Entry& entry) {
        result.names.push_back(entry.name);
        result.paths[entry.name] = entry.path;
        std::string& bytes = result.bytes[entry.name];
        char block[10000];
        for (;;) {
          const auto got = entry.bytes.read(block, sizeof block);
          if (!got) result.errors[entry.name] = got.error().message;
          if (!got || *got == 0) return true;
          if (bytes.size() < keep) bytes.append(block, *got);
        }
      },
      [&](const std::string& name, const Error& error) { result.refusals.push_back(name + ": " + error.message); });
  return result;
}

}  // namespace backfile::source
