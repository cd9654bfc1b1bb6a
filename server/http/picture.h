// A picture from a file, of a kind that browsers show.
#pragma once
#include <string>

#include "indexer/errors/error.h"

namespace backfile::http {

struct Picture {
  std::string content_type, bytes;
};

/// SVG, PNG, JPEG or WebP, known by its first bytes; at most 1 MB. The error says what is wrong with the file.
Result<Picture> read_picture(const std::string& path);

}  // namespace backfile::http
