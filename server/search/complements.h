// Articles that have none of some terms. What nearly all articles have, as in most archives one language, is asked about by the few that
// have it not, and by each word of each search: they are gathered once.
#pragma once
#include <xapian.h>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "server/search/stretch.h"

namespace backfile::search {

/// Of one database.
class Complement {
 public:
  /// The articles of the next stretch, in order; of the first, to begin with.
  void add(const std::vector<Xapian::docid>& articles) {
    articles_.insert(articles_.end(), articles.begin(), articles.end());
    ends_.push_back(articles_.size());
  }
  std::size_t size() const { return articles_.size(); }

  /// stretch: one of those that were added.
  std::span<const Xapian::docid> in(std::size_t stretch) const {
    const std::size_t begin = stretch == 0 ? 0 : ends_[stretch - 1];
    return std::span(articles_).subspan(begin, ends_[stretch] - begin);
  }

 private:
  std::vector<Xapian::docid> articles_;
  std::vector<std::size_t> ends_;  // by stretch
};

/// Those of one database, in one revision of it, that were asked for last. Any thread may call any member.
class Complements {
 public:
  using Terms = std::vector<std::string>;
  /// Nothing where they are too many to be kept.
  using Gather = std::function<std::optional<Complement>()>;

  /// Null where they are too many. What `gather` throws is passed on.
  std::shared_ptr<const Complement> of(const Terms& terms, const Gather& gather);

 private:
  std::mutex mutex_;                                                        // over what follows
  std::vector<std::pair<Terms, std::shared_ptr<const Complement>>> known_;  // what was asked for last in front
};

}  // namespace backfile::search
