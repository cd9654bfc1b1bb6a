#include "indexer/ingest/share.h"

#include <algorithm>
#include <filesystem>

namespace backfile::ingest {
namespace {

namespace fs = std::filesystem;

std::uint64_t bytes_of(const fs::path& path) {
  std::error_code trouble;
  if (!fs::is_directory(path, trouble)) {
    const std::uint64_t size = fs::file_size(path, trouble);
    return trouble ? 0 : size;
  }
  std::uint64_t bytes = 0;
  for (fs::recursive_directory_iterator entry(path, trouble), end; !trouble && entry != end; entry.increment(trouble)) {
    std::error_code vanished;
    const bool regular = entry->is_regular_file(vanished);
    const std::uint64_t size = regular ? entry->file_size(vanished) : 0;
    if (!vanished) bytes += size;
  }
  return bytes;
}

}  // namespace

Share::Share(const std::vector<std::string>& arguments) {
  for (const std::string& argument : arguments) {
    std::error_code trouble;
    known_ = known_ && argument != "-" && fs::exists(argument, trouble);
    if (known_) total_ += bytes_of(argument);
  }
}

void Share::begin(const source::Entry& entry) {
  const std::string file = entry.path.substr(0, entry.path.find('!'));
  if (file == file_) return;
  done_ += current_;
  current_ = entry.packed_size;
  file_ = file;
}

double Share::now(std::uint64_t unpacked) const {
  // What has been unpacked of a compressed file says little about how much of it is left.
  if (!known_ || total_ == 0 || unpacked > current_) return -1;
  return std::min(1.0, static_cast<double>(done_ + unpacked) / static_cast<double>(total_));
}

}  // namespace backfile::ingest
