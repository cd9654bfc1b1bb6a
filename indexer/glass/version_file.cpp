#include "indexer/glass/version_file.h"

#include <random>

#include "indexer/glass/pack.h"

namespace backfile::glass {
namespace {

constexpr std::string_view kMagic("\x0f\x0dXapian Glass", 14);
// The day on which the format last changed: years since 2014 times 512, months times 32, days.
constexpr unsigned kFormat = (2016 - 2014) << 9 | 3 << 5 | 14;

constexpr std::size_t kIdentityBytes = 16;
constexpr unsigned kDeflatedFrom = 18;  // bytes: longer tags are deflated, in tables that are

void append_root(std::string& out, const Root& root, bool deflated) {
  constexpr unsigned kIsFake = 1, kSequential = 2;
  append_uint(out, root.block);
  append_uint(out, root.level << 2 | kSequential | (root.entries == 0 ? kIsFake : 0));
  append_uint(out, root.entries);
  append_uint(out, kBlockBytes >> 11);
  append_uint(out, deflated ? kDeflatedFrom : 0);
  // Free blocks: as of this revision, the first block never used, and an empty list (two places of two numbers).
  std::string free_blocks;
  if (root.entries > 0) {
    append_uint(free_blocks, kRevision);
    append_uint(free_blocks, root.blocks);
    free_blocks.append(4, '\0');
  }
  append_string(out, free_blocks);
}

bool read_root(std::string_view& bytes, Root& root) {
  std::uint64_t block = 0, flags = 0, block_size = 0, deflated_from = 0, free_blocks = 0;
  const bool read = read_uint(bytes, block) && read_uint(bytes, flags) && read_uint(bytes, root.entries) && read_uint(bytes, block_size) &&
                    read_uint(bytes, deflated_from) && read_uint(bytes, free_blocks);
  if (!read || free_blocks > bytes.size() || block_size != kBlockBytes >> 11) return false;
  bytes.remove_prefix(free_blocks);
  root.block = static_cast<std::uint32_t>(block);
  root.level = static_cast<std::uint32_t>(flags >> 2);
  return true;
}

bool read_statistics(std::string_view bytes, Version& version) {
  std::array<std::uint64_t, 8> numbers{};
  for (std::uint64_t& number : numbers) {
    if (!read_uint(bytes, number)) return false;
  }
  const auto narrow = [](std::uint64_t number) { return static_cast<std::uint32_t>(number); };
  version.statistics = {narrow(numbers[0]), numbers[6], narrow(numbers[2]), narrow(numbers[4] + numbers[3]), narrow(numbers[3])};
  version.last_document = narrow(numbers[0] + numbers[1]);
  return true;
}

}  // namespace

std::string version_file(const Version& version) {
  std::string out(kMagic);
  out.push_back(static_cast<char>(kFormat >> 8));
  out.push_back(static_cast<char>(kFormat));
  std::random_device random;
  for (std::size_t i = 0; i < kIdentityBytes; ++i) out.push_back(static_cast<char>(random()));
  append_uint(out, version.revision);
  append_root(out, version.roots[kPostingTable], false);
  append_root(out, version.roots[kDataTable], true);
  append_root(out, version.roots[kTermListTable], true);
  append_root(out, version.roots[kPositionTable], false);
  append_root(out, {}, true);  // spelling: none
  append_root(out, {}, true);  // synonyms: none
  const Statistics& all = version.statistics;
  append_uint(out, all.documents);
  append_uint(out, version.last_document - all.documents);
  append_uint(out, all.shortest);
  append_uint(out, all.most_occurrences);
  append_uint(out, all.longest - all.most_occurrences);
  append_uint(out, 0);  // the oldest changeset
  append_uint(out, all.total_length);
  append_uint(out, 0);  // the most frequent word of the spelling dictionary
  return out;
}

std::optional<Version> read_version(std::string_view bytes) {
  constexpr std::size_t kHead = kMagic.size() + 2 + kIdentityBytes;
  if (bytes.size() < kHead || !bytes.starts_with(kMagic)) return std::nullopt;
  const unsigned format = static_cast<unsigned char>(bytes[kMagic.size()]) << 8 | static_cast<unsigned char>(bytes[kMagic.size() + 1]);
  if (format != kFormat) return std::nullopt;
  bytes.remove_prefix(kHead);
  Version version;
  std::uint64_t revision = 0;
  if (!read_uint(bytes, revision)) return std::nullopt;
  version.revision = static_cast<std::uint32_t>(revision);
  for (Root& root : version.roots) {
    if (!read_root(bytes, root)) return std::nullopt;
  }
  for (int unused = 0; unused < 2; ++unused) {
    Root root;
    if (!read_root(bytes, root) || root.entries > 0) return std::nullopt;
  }
  return read_statistics(bytes, version) ? std::optional(version) : std::nullopt;
}

}  // namespace backfile::glass
