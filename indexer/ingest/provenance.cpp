#include "indexer/ingest/provenance.h"

#include <filesystem>
#include <sstream>

#include "indexer/store/archive.h"
#include "indexer/store/durable.h"

namespace backfile::ingest {
namespace {

std::uint64_t hash_of(const std::string& id) { return std::hash<std::string>{}(id); }

/// Without tab and newline, which part the journal.
std::string escaped(const std::string& path) {
  std::string text;
  for (const char c : path) {
    if (c == '\\')
      text += "\\\\";
    else if (c == '\t')
      text += "\\t";
    else if (c == '\n')
      text += "\\n";
    else
      text += c;
  }
  return text;
}

std::string unescaped(std::string_view text) {
  std::string path;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      path += text[i];
      continue;
    }
    const char c = text[++i];
    path += c == 't' ? '\t' : c == 'n' ? '\n' : c;
  }
  return path;
}

std::string line_of(const FileChange& change) {
  std::string line = escaped(change.path);
  if (!change.stamp) return line + "\t-\n";
  line += '\t' + std::to_string(change.stamp->size) + '\t' + std::to_string(change.stamp->changed_ns) + '\t' +
          std::to_string(change.stamp->inode) + '\t';
  for (const std::string& id : change.ids) line.append(id).append(1, ' ');
  return line + '\n';
}

std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words;
  std::istringstream in(line);
  for (std::string word; in >> word;) words.push_back(std::move(word));
  return words;
}

}  // namespace

Result<std::unique_ptr<Provenance>> Provenance::open(const std::string& archive) {
  const std::string path = archive + "/" + store::kWatchedName;
  auto lock = store::Lock::acquire(path + ".lock", 0);
  if (!lock && lock.error().code == Code::locked)
    return fail(Code::locked,
                "another process watches for this archive already (it holds " + path + ".lock): one can watch several folders");
  if (!lock) return tl::unexpected<Error>(lock.error());
  std::unique_ptr<Provenance> provenance(new Provenance(path, std::move(*lock)));
  if (auto loaded = provenance->load(); !loaded) return tl::unexpected<Error>(loaded.error());
  return provenance;
}

Result<void> Provenance::load() {
  std::ofstream(path_, std::ios::app).close();  // there from now on
  file_.open(path_, std::ios::in | std::ios::out | std::ios::binary);
  if (!file_) return tl::unexpected<Error>(store::system_error("open", path_));
  for (std::string line; std::getline(file_, line);) {
    const bool whole = !file_.eof();
    if (whole && take_line(line, end_)) ++lines_;
    if (!whole) break;
    end_ += line.size() + 1;
  }
  file_.clear();
  std::error_code trouble;
  std::filesystem::resize_file(path_, end_, trouble);  // what a crash cut off
  if (trouble) return fail(Code::io, "cannot write " + path_ + ": " + trouble.message());
  return lines_ > 2 * files_.size() + 100 ? rewrite() : Result<void>{};
}

bool Provenance::take_line(const std::string& line, std::uint64_t at) {
  const std::size_t tab = line.find('\t');
  if (tab == std::string::npos) return false;
  const std::string path = unescaped(std::string_view(line).substr(0, tab));
  Known known;
  if (line.compare(tab, std::string::npos, "\t-") != 0) {
    std::istringstream numbers(line.substr(tab + 1, 80));
    if (!(numbers >> known.stamp.size >> known.stamp.changed_ns >> known.stamp.inode)) return false;
    std::size_t ids = tab;
    for (int field = 0; field < 3 && ids != std::string::npos; ++field) ids = line.find('\t', ids + 1);
    if (ids == std::string::npos) return false;
    known.ids_at = at + ids + 1;
    count(words_of(line.substr(ids + 1)), +1);
  }
  if (const auto before = files_.find(path); before != files_.end()) {
    const auto place = file_.tellg();
    if (auto ids = ids_of(path)) count(*ids, -1);
    file_.seekg(place);
    files_.erase(before);
  }
  if (known.ids_at != 0) files_.emplace(path, known);
  return true;
}

void Provenance::count(const std::vector<std::string>& ids, int by) {
  for (const std::string& id : ids) {
    const auto entry = files_of_id_.try_emplace(hash_of(id), 0).first;
    entry->second += static_cast<std::uint32_t>(by);
    if (entry->second == 0) files_of_id_.erase(entry);
  }
}

const source::FileStamp* Provenance::stamp_of(const std::string& path) const {
  const auto known = files_.find(path);
  return known == files_.end() ? nullptr : &known->second.stamp;
}

Result<std::vector<std::string>> Provenance::ids_of(const std::string& path) {
  const auto known = files_.find(path);
  if (known == files_.end()) return std::vector<std::string>{};
  std::string line;
  file_.clear();
  file_.seekg(static_cast<std::streamoff>(known->second.ids_at));
  if (!std::getline(file_, line)) return tl::unexpected<Error>(store::system_error("read", path_));
  return words_of(line);
}

std::vector<std::string> Provenance::files_in(const std::string& path) const {
  std::vector<std::string> files;
  if (files_.contains(path)) files.push_back(path);
  const std::string below = path.ends_with('/') ? path : path + "/";
  for (auto at = files_.lower_bound(below); at != files_.end() && at->first.starts_with(below); ++at) files.push_back(at->first);
  return files;
}

Result<std::vector<std::string>> Provenance::orphans_of(const std::vector<FileChange>& changes) {
  std::unordered_map<std::uint64_t, std::int64_t> difference;
  for (const FileChange& change : changes) {
    auto before = ids_of(change.path);
    if (!before) return before;
    for (const std::string& id : *before) --difference[hash_of(id)];
    for (const std::string& id : change.ids) ++difference[hash_of(id)];
  }
  std::vector<std::string> orphans;
  for (const FileChange& change : changes) {
    auto before = ids_of(change.path);
    if (!before) return before;
    for (std::string& id : *before) {
      const std::uint64_t hash = hash_of(id);
      const auto files = files_of_id_.find(hash);
      if (files == files_of_id_.end() || files->second + difference[hash] > 0) continue;
      orphans.push_back(std::move(id));
      difference[hash] = 1;  // said once
    }
  }
  return orphans;
}

Result<void> Provenance::record(const std::vector<FileChange>& changes) {
  for (const FileChange& change : changes) {
    if (!change.stamp && !files_.contains(change.path)) continue;
    const std::string line = line_of(change);
    file_.clear();
    file_.seekp(static_cast<std::streamoff>(end_));
    file_.write(line.data(), static_cast<std::streamsize>(line.size()));
    if (!file_.flush()) return tl::unexpected<Error>(store::system_error("write", path_));
    take_line(line.substr(0, line.size() - 1), end_);
    end_ += line.size();
    ++lines_;
  }
  return store::sync_path(path_);
}

// The lines that count, into a new journal that takes the old one's place.
Result<void> Provenance::rewrite() {
  const std::string fresh = path_ + ".new";
  std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
  std::map<std::string, Known> moved;
  std::uint64_t end = 0;
  for (const auto& [path, known] : files_) {
    auto ids = ids_of(path);
    if (!ids) return tl::unexpected<Error>(ids.error());
    const std::string line = line_of({path, known.stamp, std::move(*ids)});
    std::size_t behind = 0;
    for (int field = 0; field < 4; ++field) behind = line.find('\t', behind) + 1;
    moved[path] = {known.stamp, end + behind};
    out << line;
    end += line.size();
  }
  if (!out.flush()) return tl::unexpected<Error>(store::system_error("write", fresh));
  out.close();
  if (auto synced = store::sync_path(fresh); !synced) return synced;
  if (auto renamed = store::rename_durably(fresh, path_); !renamed) return renamed;
  file_.close();
  file_.open(path_, std::ios::in | std::ios::out | std::ios::binary);
  files_ = std::move(moved);
  end_ = end;
  lines_ = files_.size();
  return file_ ? Result<void>{} : tl::unexpected<Error>(store::system_error("open", path_));
}

}  // namespace backfile::ingest
