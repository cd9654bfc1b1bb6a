// The header lines of house layouts, and the headline and date that they give.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "indexer/article/article.h"

namespace backfile::readers {

struct WireHeader {
  article::Article article{};
  std::size_t end = 0;      // the first line of the text
  bool is_release = false;  // a category of one letter: who sent the text stands in the header, its headline is its first line
};

/// `AN#…`, `TI#…`, `TX#…`: two capitals and a number sign; nothing taken where fewer than three of the lines are such.
WireHeader labelled_header(const std::vector<std::string>& lines, const std::string& language);

/// `%A`, `#Slug`, `$Headline`, `:(PLACE)`, `&user`, `*code`, `@region`, and routing codes in capitals above them.
WireHeader signed_header(const std::vector<std::string>& lines);

/// Fields between unit separators on the first line: `CRANBOURNE␟6␟N␟N␟VIC␟Tuesday`.
WireHeader separated_header(const std::vector<std::string>& lines);

/// A press release as AsiaNet and the like send it: `Source: …`, `MEDIA RELEASE PR67276`, a headline up to a blank line.
WireHeader release_header(const std::vector<std::string>& lines);

/// True where the first two lines are those of such a release.
bool begins_release(const std::vector<std::string>& lines);

/// `Cranbourne, Wednesday 27 Apr 2016` above rows of fields between bars.
WireHeader results_header(const std::vector<std::string>& lines, const std::string& language);

}  // namespace backfile::readers
