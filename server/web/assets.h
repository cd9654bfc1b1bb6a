// The files that pages load: style sheet, script, icon, embeddable box. They are compiled into the program.
#pragma once
#include <span>
#include <string_view>

namespace backfile::web {

struct Asset {
  std::string_view name, content_type, bytes;  // UTF-8, for the life of the program
  std::string_view digest;                     // of the bytes, in hexadecimal: changes with them
};

/// Null where there is none of that name ("style.css").
const Asset* find_asset(std::string_view name);

/// The files of interface texts (texts.h), one a language: "de.json".
std::span<const Asset> text_files();

}  // namespace backfile::web
