// Puts right, on the way to the parser, what is wrong with XML as archives hold it, and stops what is made to hurt.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace backfile::markup {

/// A filter over UTF-8 text that comes in pieces. Knows tags, quotes, comments, CDATA, processing instructions and the document type;
/// within them and in text it
/// - decodes HTML's named entities, which XML does not know without a DTD (&nbsp; &eacute;), and numbers that name no XML character
/// (&#146;),
/// - turns an '&' or '<' that begins nothing into text,
/// - drops control characters and the document type, of which nothing is ever used. An internal subset that declares entities for the text
///   is an error; parameter entities, which only name further DTDs (NewsML 1 documents do so), cannot reach the text and go with it,
/// - refuses a tag with more than kMaxXmlAttributes attributes, which would take libxml2 quadratic time.
class XmlRepair {
 public:
  /// last: nothing comes after this piece. Appends to out. False once there is an error.
  bool feed(std::string_view piece, bool last, std::string& out);

  const std::string& error() const { return error_; }
  /// What was put right, the first few, each once, with the line it was met on.
  const std::vector<std::string>& repairs() const { return repairs_; }

 private:
  enum class State : std::uint8_t { text, tag, comment, cdata, instruction, doctype, subset, subset_comment };

  std::size_t step(std::string_view rest, bool last, std::string& out);
  std::size_t in_text(std::string_view rest, bool last, std::string& out);
  std::size_t less_than(std::string_view rest, bool last, std::string& out);
  std::size_t ampersand(std::string_view rest, bool last, std::string& out);
  std::size_t in_tag(std::string_view rest, bool last, std::string& out);
  std::size_t in_doctype(std::string_view rest);
  std::size_t in_subset(std::string_view rest, bool last);
  std::size_t in_subset_comment(std::string_view rest, bool last);
  std::size_t up_to(std::string_view rest, std::string_view end, bool last, std::string& out);
  void copy(std::string_view text, std::string& out);
  void repaired(const char* what);

  State state_ = State::text;
  char quote_ = 0;
  bool begun_ = false;    // something but white space was met
  bool in_name_ = false;  // of a tag: a run of characters that are no white space
  std::size_t attributes_ = 0, line_ = 1;
  std::string held_, error_;
  std::vector<std::string> repairs_;
  std::vector<const char*> seen_;
};

inline constexpr std::size_t kMaxXmlAttributes = 1'000;

}  // namespace backfile::markup
