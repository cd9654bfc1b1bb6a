// Names of newspapers, of people and of sections by their look.
#pragma once
#include <string>
#include <string_view>

namespace backfile::wording {

/// `The Harborview Courier`, `Tannauer Anzeiger`, `Diario del Valle`, `港町新聞デジタル`: a few capitalised words, one of them such a word.
/// False for a headline that holds one (`Courier wins award`).
bool is_publication(std::string_view line);

/// `OPINION`, `Sport`: names that newspapers of any language give their sections.
bool is_section_name(std::string_view line);

/// `Ruth Calder`: two or three capitalised words, and no name of a place such as `New York` or `Port Ellery`.
bool is_personal_name(std::string_view line);

/// `Home › News › Local` to `News > Local`.
std::string section_of_breadcrumb(std::string_view line);

}  // namespace backfile::wording
