// A byline to the names in it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace backfile::wording {

/// `By Jane Doe and John Roe, Staff Writers` to {Jane Doe, John Roe}. Splits at commas, semicolons, `and` and its like in several
/// languages; leaves `Doe, Jane` together; drops roles, e-mail addresses and a leading `By`. Never gives an empty name.
std::vector<std::string> names_in_byline(std::string_view byline);

/// True for a line such as `By Jane Doe` or `Von Karl Muster`: the word, then nothing but what names are made of. False for a
/// sentence that begins so (`By Monday the strike had spread`).
bool is_byline(std::string_view line);

/// True for `Jane Doe and John Roe`: nothing but what names are made of.
bool is_names(std::string_view text);

/// True for `Staff Writer`, `Our Berlin Correspondent`, `Special to the Courier`: what stands under a byline.
bool is_role(std::string_view line);

}  // namespace backfile::wording
