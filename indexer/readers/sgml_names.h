// What one line of a newspaper database says besides its value: sections with pages in them, headlines with bylines, names with codes.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "indexer/article/date.h"

namespace backfile::readers {

struct SgmlHeadline {
  std::string title;
  std::string byline;  // of its own line below the headline, as the Wall Street Journal's database has it
};

/// text: cleaned, with its line ends. Lines are joined; `FT  14 MAY 91 / ` before a headline and rules of dashes below it are cut.
SgmlHeadline sgml_headline(std::string_view text);

/// `Metro; Part 2; Page 1; Column 1; Metro Desk` to Metro and 1; `WALL STREET JOURNAL (J), PAGE A1` to the name and A1.
struct SgmlSection {
  std::string name, page;
};
SgmlSection sgml_section(const std::string& line);
SgmlSection sgml_source(const std::string& line);

/// `Government Computing  Oct 16 1989 v8 n21 p39(2)* Full Text COPYRIGHT …`.
struct SgmlJournal {
  std::string name, page;
  article::Date date{};
};
SgmlJournal sgml_journal(const std::string& line, const std::string& language);

/// `London Page 20`, `Page A1`, `1A` to the number alone.
std::string page_number(const std::string& line);

/// One term a line or between semicolons, without labels (`Topic:`) and codes in brackets (`(TNM)`).
std::vector<std::string> sgml_terms(std::string_view text);

/// Names without `By`, roles and the agency that writers sign with.
std::vector<std::string> names_of_byline(const std::string& line);

/// The names in the lines that are bylines.
std::vector<std::string> bylines_among(std::string_view text);

/// Of the collections in sgml_collections.def; empty for any other number.
std::string source_of_document_number(std::string_view number);

}  // namespace backfile::readers
