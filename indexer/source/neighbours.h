// The files around an entry, for material that is spread over several: an issue's METS names the pages that lie beside it.
#pragma once
#include <any>
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "indexer/errors/error.h"

namespace backfile::source {

/// What one walk can reach around its entries: a folder that the user named (for a file they named, the folder above the one it lies in),
/// or one container. Names are paths below that top, '/' between; "" is the top itself. Never outside it, through no link that the walk
/// would not follow, and no name with "..". Valid as long as the entry; used by the walk's thread.
class Neighbours {
 public:
  virtual ~Neighbours() = default;

  /// Where the entry lies.
  const std::string& place() const { return place_; }
  void enter(std::string place) { place_ = std::move(place); }

  /// Names of the files in a folder, with those below it where `deep`, hidden ones not; in byte order, at most kMaxNames.
  virtual std::vector<std::string> list(const std::string& folder, bool deep) = 0;

  struct Bytes {
    std::string bytes;   // unpacked where the file is compressed
    bool whole = false;  // false where it is longer than asked
  };
  using Take = std::function<void(const std::string& name, Result<Bytes>&& read)>;
  /// Gives up to max_bytes of each file below the entry's own folder, or that the walk visits, once each, in whichever order is cheapest:
  /// one call for all that is wanted now.
  virtual void read(std::vector<std::string> names, std::size_t max_bytes, const Take& take) = 0;

  /// Whether the walk itself comes to that file: not to one that lies beside a file named alone.
  virtual bool visited(const std::string& name) const = 0;

  /// What a reader wants to remember from entry to entry, by a name of its own; gone when the walk leaves this top.
  std::any& note(const std::string& key) { return notes_[key]; }

  static constexpr std::size_t kMaxNames = 100'000;

 private:
  std::string place_;
  std::map<std::string, std::any> notes_;
};

/// A path below a folder and nothing else: not absolute, no empty part, no "." or "..".
bool is_path_below(const std::string& name);

}  // namespace backfile::source
