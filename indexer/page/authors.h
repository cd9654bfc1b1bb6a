// Who wrote the article, out of what the parts of a page put into their fields for authors: people, desks, addresses, the site itself.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace backfile::page {

enum class AuthorKind {
  none,        // an address, a number, a sentence
  collective,  // `Redaktion`, an agency, the publication itself
  person,      // anything else, a pen name too
};
AuthorKind kind_of_author(std::string_view name, std::string_view publication);

/// `Von Max Muster und Eva Beispiel, Redakteurin` to the names in it: labels, roles, addresses and dates go, unless nothing else is left.
std::vector<std::string> authors_in(std::string_view line);

/// The names in the lines of one source. People alone where there are any, else the collective ones; each once.
struct Authors {
  std::vector<std::string> names;
  AuthorKind kind = AuthorKind::none;
};
Authors authors_of(const std::vector<std::string>& lines, std::string_view publication);

}  // namespace backfile::page
