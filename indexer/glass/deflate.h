// Raw deflate streams, as Xapian keeps document data and term lists.
#pragma once
#include <libdeflate.h>
#include <memory>
#include <string>
#include <string_view>

namespace backfile::glass {

/// Not thread-safe.
class Deflater {
 public:
  /// level: libdeflate's, 1 (quick) to 12 (small).
  explicit Deflater(int level);
  /// The bytes deflated; empty where that would not make them fewer. Valid until the next call.
  std::string_view deflate(std::string_view bytes);

 private:
  std::unique_ptr<libdeflate_compressor, void (*)(libdeflate_compressor*)> compressor_;
  std::string out_;
};

}  // namespace backfile::glass
