// How numbers and strings are written in Glass tables: Xapian's packed forms, and what sorts as the numbers do.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace backfile::glass {

/// Seven bits a byte, the lowest first; the top bit says that more follow.
inline void append_uint(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out.push_back(static_cast<char>(value | 0x80));
  out.push_back(static_cast<char>(value));
}

/// What append_uint() wrote; moves `at` behind it. For bytes of our own making only: nothing is checked.
inline std::uint64_t take_uint(const char*& at) {
  std::uint64_t value = 0;
  for (int shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(*at++);
    value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return value;
  }
}

/// The same where the bytes may be damaged: false where they are no number, or one of over 64 bits.
inline bool read_uint(std::string_view& bytes, std::uint64_t& value) {
  value = 0;
  for (unsigned shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return true;
  }
  return false;
}

inline void append_string(std::string& out, std::string_view text) {
  append_uint(out, text.size());
  out.append(text);
}

/// Big-endian, so that the bytes sort as the numbers do: 15 bits in two bytes, else a prefix code (10, 110, 111) before 22, 29 or 32 bits.
inline void append_sortable(std::string& out, std::uint32_t value) {
  if (value >= 0x8000) {
    if (value < 1u << 22) {
      out.push_back(static_cast<char>(0x80 | value >> 16));
    } else if (value < 1u << 29) {
      out.push_back(static_cast<char>(0xC0 | value >> 24));
      out.push_back(static_cast<char>(value >> 16));
    } else {
      out.push_back(static_cast<char>(0xE0));
      out.push_back(static_cast<char>(value >> 24));
      out.push_back(static_cast<char>(value >> 16));
    }
  }
  out.push_back(static_cast<char>(value >> 8));
  out.push_back(static_cast<char>(value));
}

/// What append_sortable() wrote, at the front; false where that is none.
inline bool read_sortable(std::string_view& bytes, std::uint32_t& value) {
  if (bytes.empty()) return false;
  const auto first = static_cast<unsigned char>(bytes.front());
  const std::size_t size = first < 0x80 ? 2 : first < 0xC0 ? 3 : first < 0xE0 ? 4 : 5;
  if (bytes.size() < size || first > 0xE0) return false;
  value = first & (size == 2 ? 0x7F : size == 3 ? 0x3F : size == 4 ? 0x1F : 0);
  for (std::size_t i = 1; i < size; ++i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  bytes.remove_prefix(size);
  return true;
}

}  // namespace backfile::glass
