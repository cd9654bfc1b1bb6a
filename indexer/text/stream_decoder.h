// Bytes in any encoding to UTF-8 as they come, for files too large to be held.
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace backfile::text {

/// Decides on the encoding by the first bytes, then converts piece by piece. A byte that is wrong in UTF-8 is read as Windows-1252, which
/// it nearly always is (one pasted quotation mark in a file that is UTF-8 otherwise). Not thread-safe; movable.
class StreamDecoder {
 public:
  /// head: the first bytes, as many as are at hand (some KiB). declared: the encoding that the document names; empty or wrong is no harm.
  StreamDecoder(std::string_view head, std::string_view declared);
  ~StreamDecoder();
  StreamDecoder(StreamDecoder&&) noexcept;
  StreamDecoder& operator=(StreamDecoder&&) noexcept;

  /// The next bytes, beginning with those of the head. last: nothing comes after them. Appends well-formed UTF-8; a byte order mark is left
  /// out.
  void decode(std::string_view bytes, bool last, std::string& out);

  /// "UTF-8", "windows-1252", …
  std::string_view charset() const { return charset_; }
  /// Bytes or characters that were wrong so far.
  std::size_t errors() const { return errors_; }

 private:
  struct Converters;
  void decode_utf8(std::string_view bytes, bool last, std::string& out);
  std::string charset_;
  std::unique_ptr<Converters> converters_;  // null: UTF-8
  std::string held_;                        // the beginning of a character whose end has not come yet
  std::size_t errors_ = 0;
  bool first_ = true;
};

}  // namespace backfile::text
