// The parts of a message: which of them is its text.
#pragma once
#include <string>
#include <string_view>

namespace backfile::readers {

/// A header's first value and its parameters: `text/plain; charset="utf-8"`.
struct MailType {
  std::string value;  // lower case; "text/plain" where the message says none
  std::string charset, boundary, name;
  bool flowed = false;  // RFC 3676: lines that end in a space go on
};
MailType mail_type_of(std::string_view header);

/// A message or part at its first blank line. Views into the text.
struct MailPart {
  std::string_view headers, body;
};
MailPart split_part(std::string_view text);

struct MailTexts {
  std::string plain;      // UTF-8
  std::string html;       // UTF-8
  bool too_deep = false;  // parts within parts were not looked at
};

/// Texts of all parts that are shown; attachments are left out. message: line ends as \n.
MailTexts texts_of(const MailPart& message);

/// The raw bytes of the first HTML part and its declared charset, as saved web pages (MHTML) have it first.
struct MailPage {
  std::string bytes, charset;
};
MailPage page_of(const MailPart& message);

}  // namespace backfile::readers
