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

/// Makes gzip files, one after the other, at zlib's quickest level: measured on answers, further levels cost more than they save. Used by
/// one thread.
class Gzip {
 public:
  Gzip();
  ~Gzip();

  /// Appends to `out` what there is to write so far, maybe nothing.
  void add(std::string_view bytes, std::string& out);
  /// Appends the file's end. The next add() begins another.
  void finish(std::string& out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace backfile::http
