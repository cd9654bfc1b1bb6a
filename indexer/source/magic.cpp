// Signatures: RFC 1952 (gzip), the xz and zstd format descriptions, APPNOTE.TXT (zip), POSIX ustar and the older V7 tar.
#include "indexer/source/magic.h"

namespace backfile::source {
namespace {

using namespace std::string_view_literals;

bool is_bzip2(std::string_view head) {
  if (head.size() < 10 || !head.starts_with("BZh") || head[3] < '1' || head[3] > '9') return false;
  const auto block = head.substr(4, 6);
  return block == "\x31\x41\x59\x26\x53\x59"sv || block == "\x17\x72\x45\x38\x50\x90"sv;
}

/// The checksum field: octal digits, spaces and NULs around them. -1 where it is none.
long tar_checksum_field(std::string_view field) {
  long value = 0;
  bool digits = false;
  for (const char c : field) {
    if (c >= '0' && c <= '7') {
      value = value * 8 + (c - '0');
      digits = true;
    } else if (c != ' ' && c != '\0') {
      return -1;
    }
  }
  return digits ? value : -1;
}

bool is_tar(std::string_view head) {
  if (head.size() < kMagicBytes || head[0] == '\0') return false;
  constexpr std::size_t begin = 148, length = 8;
  const long stated = tar_checksum_field(head.substr(begin, length));
  if (stated < 0) return false;
  long sum = 0;
  for (std::size_t i = 0; i < kMagicBytes; ++i) {
    sum += i >= begin && i < begin + length ? ' ' : static_cast<unsigned char>(head[i]);
  }
  return sum == stated;
}

}  // namespace

Packing packing_of(std::string_view head) {
  if (head.starts_with("\x1f\x8b\x08"sv)) return Packing::gzip;
  if (is_bzip2(head)) return Packing::bzip2;
  if (head.starts_with("\xfd\x37\x7a\x58\x5a\x00"sv)) return Packing::xz;
  if (head.starts_with("\x28\xb5\x2f\xfd"sv)) return Packing::zstd;
  if (head.starts_with("PK\x03\x04"sv) || head.starts_with("PK\x05\x06"sv)) return Packing::zip;
  if (is_tar(head)) return Packing::tar;
  return Packing::none;
}

const char* describe(Packing packing) {
  switch (packing) {
    case Packing::gzip:
      return "gzip file";
    case Packing::bzip2:
      return "bzip2 file";
    case Packing::xz:
      return "xz file";
    case Packing::zstd:
      return "zstd file";
    case Packing::zip:
      return "zip file";
    case Packing::tar:
      return "tar file";
    case Packing::none:
      break;
  }
  return "file";
}

}  // namespace backfile::source
