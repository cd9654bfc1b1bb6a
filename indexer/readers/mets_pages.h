// The ALTO pages of a METS issue: found, read when an article needs them, forgotten when many have been read.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "indexer/article/scan.h"
#include "indexer/readers/alto_file.h"
#include "indexer/readers/mets.h"

namespace backfile::readers {

/// What the METS says of a page beside its text.
struct MetsPage {
  std::string label;  // as printed
  std::string image;  // address
  const markup::Node* div = nullptr;
};

class MetsPages {
 public:
  /// Files of the METS that may be pages, in the order of the physical structure; says what is missing by sink.warning.
  MetsPages(const Mets& mets, Input& input, Sink& sink);

  /// Indexes into Mets::files of what may be pages and can be read.
  const std::vector<std::size_t>& files() const { return files_; }
  bool found_none() const { return files_.empty(); }
  std::size_t named() const { return named_; }

  /// Reads those that are not in memory, all at once, and keeps them until the next call at least. Of a file that cannot be read, or is no
  /// ALTO, nothing is kept.
  void load(const std::vector<std::size_t>& files);
  /// Null where it could not be read. Valid until load() is called again.
  const AltoFile* page(std::size_t file) const;
  /// Words of the file that some article has; as many flags as it has words.
  std::vector<std::uint32_t>& taken(std::size_t file) { return taken_[file]; }

  /// Counts words looked at; false once they are many more than any newspaper has: areas that name the same words again and again.
  bool spend(std::size_t words) { return (spent_ += words) < kMaxSpent; }

  MetsPage described(std::size_t file) const;
  article::PageImage image(std::size_t file, std::uint32_t page) const;

 private:
  void index_physical();
  void parse(std::size_t file, std::string_view bytes);
  void forget_some(const std::vector<std::size_t>& but);
  std::string best_image(const markup::Node& div) const;

  const Mets& mets_;
  Input& input_;
  Sink& sink_;
  std::vector<std::optional<std::string>> names_;
  std::vector<std::size_t> files_;
  std::size_t named_ = 0;
  std::map<std::size_t, MetsPage> described_;
  struct Loaded {
    std::unique_ptr<AltoFile> page;  // null where it cannot be read
    std::uint64_t used = 0;
  };
  std::map<std::size_t, Loaded> loaded_;
  std::map<std::size_t, std::vector<std::uint32_t>> taken_;
  std::vector<bool> warned_;
  std::uint64_t clock_ = 0, spent_ = 0;
  static constexpr std::uint64_t kMaxSpent = 50'000'000;
};

}  // namespace backfile::readers
