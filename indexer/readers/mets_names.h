// Where the files lie that a METS names: "file://./text/0001.xml", "text\0001.xml", "/home/scan/out/text/0001.xml" of another machine.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/mets.h"
#include "indexer/source/neighbours.h"

namespace backfile::readers {

/// Lists of folders, remembered from entry to entry: thousands of METS may lie in one folder. Belongs to one Neighbours.
class FolderNames {
 public:
  explicit FolderNames(source::Neighbours& around);
  /// As Neighbours::list; valid until the next call.
  const std::vector<std::string>& in(const std::string& folder, bool deep);
  bool has(const std::string& name);

 private:
  struct Listed {
    std::string folder;
    bool deep = false;
    std::vector<std::string> names;
  };
  source::Neighbours& around_;
  std::vector<Listed>& listed_;  // in the walk's notes, the last few
};

/// The folder of a place: "a/b" of "a/b/c.xml", "" of "c.xml".
std::string folder_of(const std::string& place);

/// What a reference says as a path: decoded, with '/', without scheme. A path of another machine keeps its leading '/'.
std::string path_of_href(std::string_view href);

/// The neighbour that each of the METS's files may be, by its index; nothing where it is no XML or not there. Looked for where the
/// reference says, below the METS's own folder, else by file name: where several have it, the one whose folders agree furthest, if that is
/// one.
std::vector<std::optional<std::string>> mets_names(const Mets& mets, const std::string& place, FolderNames& names);

}  // namespace backfile::readers
