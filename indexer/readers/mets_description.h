// What a METS says about an issue or an article in MODS or Dublin Core.
#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/article/date.h"
#include "indexer/readers/mets.h"

namespace backfile::readers {

struct MetsDescription {
  std::vector<std::string> titles;  // with what precedes and follows them: "Le Nord", "Tides: for the week"
  std::string host;                 // title of what it is part of
  std::string language;             // canonical; empty where it names several
  std::string edition;
  std::vector<std::string> authors, identifiers;
  std::string page;  // number of a page
  article::Date date;
};

/// Of one dmdSec, or of anything else that holds MODS or Dublin Core. Lists are cut after 50.
MetsDescription describe(const markup::Node& section);

/// The descriptions of one METS, each read once however many divisions name it.
class MetsDescriptions {
 public:
  explicit MetsDescriptions(const Mets& mets) : mets_(mets) {}
  /// Of the dmdSecs that a division names, the first 20. The first that says something wins.
  MetsDescription of(const markup::Node& div);

 private:
  const Mets& mets_;
  std::unordered_map<const markup::Node*, MetsDescription> read_;
};

/// Fills what `description` lacks.
void complete(MetsDescription& description, const MetsDescription& other);

/// A newspaper's title as catalogues write it, without their closing punctuation: "The Statesman." is The Statesman.
std::string newspaper_title(std::string title);

/// A date within a label such as "The Star, 12 January 1886, page 2" or "luxzeit 1858-12-07_01", and what stands before it.
struct LabelDate {
  article::Date date;
  std::string before;
};
LabelDate date_in_label(std::string_view label);

}  // namespace backfile::readers
