// A METS document with what readers look up in it: files, divisions, descriptions, and links between them.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/markup/xml.h"
#include "indexer/readers/reader.h"

namespace backfile::readers {

struct MetsFile {
  std::string_view id, href, mime;
  std::string use;  // of the groups around it, outer first, and their IDs; lower case
};

/// A part of a file: all of it, or from one element to another (`end` empty: that one element).
struct MetsArea {
  std::size_t file = 0;  // index into Mets::files
  std::string_view begin, end;
};

/// Views point into `tree`.
struct Mets {
  markup::Document tree;
  std::vector<MetsFile> files;
  std::unordered_map<std::string_view, std::size_t> file_numbers;                // by ID
  std::unordered_map<std::string_view, const markup::Node*> divs, descriptions;  // by ID: div, dmdSec
  std::unordered_map<std::string_view, std::vector<std::string_view>> links;     // div ID to div IDs, from structLink
  std::vector<const markup::Node*> maps;                                         // the structMaps, physical ones last
  std::vector<std::string> problems;
  std::string broken;

  const markup::Node* top() const { return tree.top(); }
  /// May the file be a page of ALTO? Its root element decides in the end.
  bool may_be_alto(std::size_t file) const;
  bool is_image(std::size_t file) const { return files[file].mime.starts_with("image/"); }
  /// What the division itself points at, without its parts and links.
  std::vector<MetsArea> areas(const markup::Node& div) const;
};

/// Any bytes give a document, empty at worst.
Mets read_mets(source::ByteStream& bytes, const Options& options);

/// Upper case letters alone: "np:issue" is ISSUE, "Title_Section" TITLESECTION.
std::string mets_type(const markup::Node& div);

/// `DMDID="a b"` to {a, b}.
std::vector<std::string_view> mets_ids(std::string_view list);

}  // namespace backfile::readers
