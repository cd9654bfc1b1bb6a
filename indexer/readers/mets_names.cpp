// By the reference first; by file name only where that leads nowhere.
#include "indexer/readers/mets_names.h"

#include <algorithm>
#include <unordered_map>

namespace backfile::readers {
namespace {

constexpr std::size_t kLists = 4;

/// Of more files of one name none is sure to be meant.
constexpr std::size_t kMaxAlike = 50;

constexpr std::string_view kCompressed[] = {"", ".gz", ".bz2", ".xz", ".zst"};

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
      out += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const auto slash = std::min(path.find('/'), path.size());
    if (slash > 0) parts.push_back(path.substr(0, slash));
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  return parts;
}

std::string_view uncompressed(std::string_view name) {
  for (const std::string_view ending : kCompressed)
    if (!ending.empty() && name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
  return name;
}

/// The reference below the METS's folder; nothing where it leads out of it or is of another machine.
std::optional<std::string> below(const std::string& folder, const std::string& path) {
  if (path.starts_with('/')) return std::nullopt;
  std::vector<std::string_view> kept;
  for (const std::string_view part : parts_of(path)) {
    if (part == ".") continue;
    if (part == "..") {
      if (kept.empty()) return std::nullopt;
      kept.pop_back();
    } else {
      kept.push_back(part);
    }
  }
  if (kept.empty()) return std::nullopt;
  std::string name = folder;
  for (const std::string_view part : kept) {
    if (!name.empty()) name += '/';
    name += part;
  }
  return name;
}

/// How many parts agree, from the end.
std::size_t agreement(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  std::size_t same = 0;
  while (same < a.size() && same < b.size() && a[a.size() - 1 - same] == b[b.size() - 1 - same]) ++same;
  return same;
}

class ByFileName {
 public:
  explicit ByFileName(const std::vector<std::string>& names) {
    for (const std::string& name : names) {
      const std::string_view plain = uncompressed(name);
      by_name_[plain.substr(plain.rfind('/') + 1)].push_back(&name);
    }
  }

  std::optional<std::string> find(const std::string& path) const {
    const auto wanted = parts_of(path);
    const auto found = wanted.empty() ? by_name_.end() : by_name_.find(wanted.back());
    if (found == by_name_.end() || found->second.size() > kMaxAlike) return std::nullopt;
    const std::string* best = nullptr;
    std::size_t most = 0;
    for (const std::string* name : found->second) {
      const std::size_t same = agreement(wanted, parts_of(uncompressed(*name)));
      if (same == most) best = nullptr;
      if (same > most) best = name;
      most = std::max(most, same);
    }
    return best ? std::optional(*best) : std::nullopt;
  }

 private:
  std::unordered_map<std::string_view, std::vector<const std::string*>> by_name_;
};

}  // namespace

FolderNames::FolderNames(source::Neighbours& around)
    : around_(around), listed_([&]() -> std::vector<Listed>& {
        std::any& note = around.note("folders");
        if (!note.has_value()) note = std::vector<Listed>();
        return *std::any_cast<std::vector<Listed>>(&note);
      }()) {}

const std::vector<std::string>& FolderNames::in(const std::string& folder, bool deep) {
  const auto found = std::find_if(listed_.begin(), listed_.end(), [&](const Listed& l) { return l.deep == deep && l.folder == folder; });
  if (found != listed_.end()) return found->names;
  if (listed_.size() == kLists) listed_.erase(listed_.begin());
  listed_.push_back({folder, deep, around_.list(folder, deep)});
  return listed_.back().names;
}

bool FolderNames::has(const std::string& name) {
  const auto& names = in(folder_of(name), false);
  return std::binary_search(names.begin(), names.end(), name);
}

std::string folder_of(const std::string& place) {
  const auto slash = place.rfind('/');
  return slash == place.npos ? std::string() : place.substr(0, slash);
}

std::string path_of_href(std::string_view href) {
  const bool is_file = href.starts_with("file:") || href.starts_with("FILE:");
  if (is_file) href.remove_prefix(5);
  if (is_file && href.starts_with("//")) href.remove_prefix(2);
  std::string path = percent_decoded(href.substr(0, href.find_first_of(is_file ? "#" : "#?")));
  std::replace(path.begin(), path.end(), '\\', '/');
  const auto scheme = path.find("://");
  const bool drive = path.size() > 2 && path[1] == ':' && path[2] == '/';
  if (scheme != path.npos || drive) path.insert(0, "/");
  return path;
}

std::vector<std::optional<std::string>> mets_names(const Mets& mets, const std::string& place, FolderNames& names) {
  const std::string folder = folder_of(place);
  std::vector<std::optional<std::string>> found(mets.files.size());
  std::vector<std::size_t> missing;
  for (std::size_t i = 0; i < mets.files.size(); ++i) {
    if (!mets.may_be_alto(i)) continue;
    const auto direct = below(folder, path_of_href(mets.files[i].href));
    for (const std::string_view ending : kCompressed)
      if (direct && !found[i] && names.has(*direct + std::string(ending))) found[i] = *direct + std::string(ending);
    if (!found[i]) missing.push_back(i);
  }
  if (missing.empty()) return found;
  const ByFileName by_name(names.in(folder, true));
  for (const std::size_t i : missing) found[i] = by_name.find(path_of_href(mets.files[i].href));
  for (auto& name : found)
    if (name == place) name.reset();
  return found;
}

}  // namespace backfile::readers
