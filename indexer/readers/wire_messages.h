// What the readers of wire text share: a stream of messages between marks, each one article.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "indexer/article/article.h"
#include "indexer/readers/reader.h"
#include "indexer/readers/record_splitter.h"

namespace backfile::readers {

/// text: one message in UTF-8 with its control characters, line ends as \n. language: for dates; may be empty.
using ParseMessage = article::Article (*)(const std::string& text, const std::string& language);

/// Reads every message; a file without any mark is one.
void read_messages(Input& input, Sink& sink, const Marks& marks, ParseMessage parse);

/// Lines of a message, with their indents.
std::vector<std::string> message_lines(std::string_view text);

/// A wire counts its messages anew every day or sooner: `W2607` of 07:45 on 13 November 2013 is W2607-20131113T0745. Empty without a date.
std::string message_id(const std::string& number, const article::Date& date);

/// The agency that a dateline names in brackets, `BEIJING (AP) _`, or that signs: its usual name; empty for an unknown one.
std::string agency_in_dateline(std::string_view body);
std::string agency_named(std::string_view abbreviation);

/// Lines for editors: pictures that go with the story, what was changed, `(MORE)`.
bool is_note_to_editors(std::string_view line);

/// `dpa hm bs wjh`: a desk's initials at the end of a message.
bool is_desk_sign_off(std::string_view line);

/// `2ND LEAD`, `EXTRA`, `URGENT`, `(Achtung)`: which version of a story this is, not what it is about.
bool is_version_label(std::string_view line);

}  // namespace backfile::readers
