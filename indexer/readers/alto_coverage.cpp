// A METS says which pages are its own; it may come before them in a walk, or after. What it covers is found as read_mets_issue finds it.
#include "indexer/readers/alto_coverage.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "indexer/readers/mets.h"
#include "indexer/readers/mets_names.h"
#include "indexer/source/memory_stream.h"

namespace backfile::readers {
namespace {

constexpr std::size_t kFolders = 6;       // remembered at once
constexpr std::size_t kHeadBytes = 8192;  // to tell a METS by
constexpr int kLevels = 3;

struct Covered {
  std::string folder;
  std::unordered_map<std::string, std::string> issues;  // page to METS
};

bool may_be_xml(const std::string& name) {
  const std::string_view file = std::string_view(name).substr(name.rfind('/') + 1);
  return file.find(".xml") != file.npos || file.find(".XML") != file.npos || file.find(".mets") != file.npos || file.find('.') == file.npos;
}

Covered look_through(const std::string& folder, Input& page) {
  source::Neighbours& around = *page.neighbours;
  FolderNames names(around);
  std::vector<std::string> candidates, issues;
  for (const std::string& name : names.in(folder, false))
    if (may_be_xml(name) && around.visited(name)) candidates.push_back(name);
  around.read(std::move(candidates), kHeadBytes, [&](const std::string& name, Result<source::Neighbours::Bytes>&& read) {
    if (read && markup::xml_root(read->bytes).name == "mets") issues.push_back(name);
  });
  Covered covered{folder, {}};
  around.read(std::move(issues), page.options.max_record_bytes, [&](const std::string& name, Result<source::Neighbours::Bytes>&& read) {
    if (!read || !read->whole) return;
    source::MemoryStream bytes(read->bytes);
    const Mets mets = read_mets(bytes, page.options);
    if (!mets.top()) return;
    for (const auto& file : mets_names(mets, name, names))
      if (file) covered.issues.emplace(*file, name);
  });
  return covered;
}

}  // namespace

std::optional<std::string> issue_that_names(Input& page) {
  if (!page.neighbours) return std::nullopt;
  std::any& note = page.neighbours->note("pages of issues");
  if (!note.has_value()) note = std::vector<Covered>();
  auto& known = *std::any_cast<std::vector<Covered>>(&note);
  std::string folder = page.neighbours->place();
  for (int level = 0; level < kLevels; ++level) {
    folder = folder_of(folder);
    auto found = std::find_if(known.begin(), known.end(), [&](const Covered& covered) { return covered.folder == folder; });
    if (found == known.end()) {
      if (known.size() == kFolders) known.erase(known.begin());
      known.push_back(look_through(folder, page));
      found = known.end() - 1;
    }
    if (const auto issue = found->issues.find(page.neighbours->place()); issue != found->issues.end()) return issue->second;
    if (folder.empty()) break;
  }
  return std::nullopt;
}

}  // namespace backfile::readers
