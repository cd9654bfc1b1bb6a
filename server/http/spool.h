// Text that is written before it can be sent, of any length: in memory while it is short, else in a file that has no name.
#pragma once
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "server/http/message.h"

namespace backfile::http {

class Spool {
 public:
  /// directory: where a file may be made.
  explicit Spool(std::string directory) : directory_(std::move(directory)) {}

  void add(std::string_view text);
  /// Whether something could not be kept, the disk being full.
  bool failed() const { return failed_; }
  /// Whether it is all in memory: text().
  bool is_short() const { return !file_ && !failed_; }
  const std::string& text() const { return recent_; }
  /// All of it, from the beginning; false where the reader left or the file cannot be read. Once.
  bool send(Sink& sink);

 private:
  bool write_out();
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  const std::string directory_;
  std::unique_ptr<std::FILE, Close> file_;
  std::string recent_;  // what is not in the file
  bool failed_ = false;
};

}  // namespace backfile::http
