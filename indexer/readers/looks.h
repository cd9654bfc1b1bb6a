// What bytes look like, for deciding whether they are plain text and for saying what they are instead.
#pragma once
#include <string>
#include <string_view>

namespace backfile::readers {

/// "HTML", "XML", "RTF", "PDF", "binary data"; empty where they look like plain text. head: the first bytes, raw.
std::string looks_like(std::string_view head);

}  // namespace backfile::readers
