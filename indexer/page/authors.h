// Who wrote the article, out of what the parts of a page put into their fields for authors: people, desks, addresses, the site itself.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "indexer/page/site_name.h"

namespace backfile::page {

enum class AuthorKind {
  none,        // an address, a number, a sentence
  collective,  // `Redaktion`, an agency, the publication itself
  handle,      // `mm_77`: the account of a person
  person,      // anything else, a pen name too
};
AuthorKind kind_of_author(std::string_view name, const Site& site);

/// `Redaktion`, `Courier Redaktion`, `Reuters`: a desk or an agency, by its own words.
bool is_desk(std::string_view name);

/// `Von Max Muster und Eva Beispiel, Redakteurin` to the names in it: labels, roles, addresses and dates go, unless nothing else is left.
std::vector<std::string> authors_in(std::string_view line);

/// The names in the lines of one source. People alone where there are any, else the collective ones; each once.
struct Authors {
  std::vector<std::string> names;
  AuthorKind kind = AuthorKind::none;
};
/// `12.3.2022 | Ruth Calder` and `Ruth Calder am 12.3.2022` without the dates and what leads to them.
std::string without_dates(const std::string& line);

/// Names that are said to be those of organisations.
Authors groups_of(const std::vector<std::string>& lines);

/// The first, unless the second are people and the first are not.
Authors better(Authors first, Authors second);

Authors authors_of(const std::vector<std::string>& lines, const Site& site);

}  // namespace backfile::page
