// The logical structure of a METS issue to its articles: which areas of which files make up each, and what each area is.
#pragma once
#include <string>
#include <vector>

#include "indexer/readers/mets.h"

namespace backfile::readers {

enum class MetsRole { unit, container, section, furniture, heading, overline, subtitle, author, picture, image, text, unknown };

struct MetsPart {
  MetsRole role = MetsRole::text;  // heading, overline, subtitle, author, text
  MetsArea area;
};

/// One article, or what stands in a section (or between articles) without being one.
struct MetsUnit {
  const markup::Node* div = nullptr;
  std::string section;  // "advertisements", or the section's own name
  std::vector<MetsPart> parts;
  /// loose: text of a container, which belongs together only as far as a page goes. furniture: the paper's own name, imprint and the like.
  enum class Kind { article, section, loose, furniture } kind = Kind::article;
};

/// In the METS's order. Units without any area are left out; so are areas that are whole pages and that several units share.
std::vector<MetsUnit> mets_units(const Mets& mets);

/// The role and section of a division's TYPE.
struct MetsType {
  MetsRole role = MetsRole::unknown;
  std::string_view section;
};
MetsType type_of(const markup::Node& div);

/// A division of the issue itself: its label and description are the newspaper's and the day's.
const markup::Node* issue_div(const Mets& mets);

}  // namespace backfile::readers
