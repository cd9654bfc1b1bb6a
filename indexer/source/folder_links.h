// Which symbolic links of a folder are followed.
#pragma once
#include <filesystem>
#include <string>

namespace backfile::source {

class FolderLinks {
 public:
  explicit FolderLinks(const std::string& root);
  /// Only a link to what lies in this folder, but is hidden there (as git-annex keeps files), leads to something that the walk would not
  /// meet under its own name.
  bool counts(const std::filesystem::path& link) const;
  /// Whether the path, written below the root, leads to a file below the root through no link but one that counts, at its end.
  bool reaches(const std::string& below) const;

 private:
  std::filesystem::path root_, real_root_;
};

}  // namespace backfile::source
