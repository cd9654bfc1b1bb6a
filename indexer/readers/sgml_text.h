// The text of a record in SGML: its parts in order, the place before it, what a wire puts around it.
#pragma once
#include <cstddef>
#include <string>

#include "indexer/readers/sgml_fields.h"

namespace backfile::readers {

/// Paragraphs of a field, cleaned.
/// most_margin: as in wire_lines.h.
std::string sgml_paragraphs(const SgmlField& field, std::size_t most_margin = 64);

/// The headline of a text that has none but its own first line: capitals, and what follows is set otherwise. Takes it away from `text`,
/// which is raw; empty where there is none.
std::string take_capital_headline(std::string& text);

/// `said.;   The …`: how the San Jose Mercury's database parts paragraphs. Changes raw text.
void break_at_semicolons(std::string& text);

/// `^M` at the ends of lines: carriage returns as some program wrote them out. Changes raw text.
void cut_written_returns(std::string& text);

/// Cuts the agency's sign-off (`Reuter`, `REUTER...`, `MORE`) from the end of raw text.
void cut_sign_off(std::string& text);

/// `SALVADOR, Feb 26 - ` before the text, as in print, unless the text begins with it.
std::string with_dateline(const std::string& dateline, const std::string& body);

}  // namespace backfile::readers
