// Words that are written in syntax Backfile does not answer yet: fields, wildcards, ranges, letters off. Each is one case here.
#pragma once
#include <string>
#include <vector>

namespace backfile::query {

/// The plain words that a word is read as (none: nothing but syntax), with a warning that says so; a word without such syntax comes back
/// alone.
std::vector<std::string> plain_words(const std::string& word, std::vector<std::string>& warnings);

/// Whether a word right before a phrase or group is a field's name, as in title:"coal strike"; if so, warns that it is ignored.
bool is_field_prefix(const std::string& word, std::vector<std::string>& warnings);

}  // namespace backfile::query
