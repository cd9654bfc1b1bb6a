// JSON written straight out, for the results of a page: a tree of nlohmann's, made and written, took three times as long, a fifteenth of a
// search's processor time (measured). Everything else, and whatever is read, goes by nlohmann.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace backfile::render {

/// Writes what it is told in the order in which it is told it, as nlohmann's dump() would; commas come by themselves. What is begun must be
/// ended, and in an object a value follows each name.
class JsonText {
 public:
  void begin_object() { begin('{'); }
  void end_object() { text_ += '}'; }
  void begin_array() { begin('['); }
  void end_array() { text_ += ']'; }
  /// name: without anything to escape.
  JsonText& name(std::string_view name);
  /// What is not UTF-8 of it is replaced by U+FFFD.
  void string(std::string_view value);
  void number(std::uint64_t value);
  /// null where it is none.
  void number(double value);
  /// JSON already.
  void value(std::string_view json);

  std::string take() { return std::move(text_); }

 private:
  void separate();
  void begin(char bracket);

  std::string text_;
};

}  // namespace backfile::render
