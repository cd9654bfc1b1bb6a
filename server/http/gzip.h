// gzip, compressed and decompressed as the bytes come.
#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace backfile::http {

/// Takes a gzip file apart. Used by one thread.
class Gunzip {
 public:
  Gunzip();
  ~Gunzip();

  /// Appends to `out` what `bytes` hold, at most about `most` bytes more; what of `bytes` is left over is left in it, to be given again.
  /// False: this is no gzip.
  bool add(std::string_view& bytes, std::string& out, std::size_t most);
  /// Whether the end of the file was seen; what follows would be another.
  bool ended() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace backfile::http
