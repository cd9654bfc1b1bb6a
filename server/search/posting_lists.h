// Posting lists of words that are nearly everywhere, in memory while they are asked for again and again: a byte for each document
// (measured: 0.2 nanoseconds a document, where reading a posting takes 1.5). Shorter lists are as quickly read where they lie.
//
// Not a cache of answers: what is kept is of terms, belongs to one revision of one database, and is bounded.
#pragma once
#include <xapian.h>
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/glass/table_reader.h"
#include "server/search/counts.h"

namespace backfile::search {

class PostingList {
 public:
  /// Of documents from 1 on; none has the term yet.
  explicit PostingList(Xapian::docid last) : bytes_(last) {}
  /// In order.
  void add(Xapian::docid document, std::uint32_t occurrences) { bytes_[document - 1] = Counts::byte(document, occurrences, many_); }

  Counts stretch(std::size_t number) const {
    const std::size_t begin = std::min<std::size_t>(number * kStretch, bytes_.size());
    return {std::span(bytes_).subspan(begin, std::min<std::size_t>(kStretch, bytes_.size() - begin)), many_, first_of_stretch(number)};
  }
  std::size_t bytes() const { return bytes_.capacity() + many_.capacity() * sizeof(ManyOccurrences) + sizeof *this; }

 private:
  std::vector<std::uint8_t> bytes_;
  std::vector<ManyOccurrences> many_;
};

/// Bytes that all lists of a pool of engines may take. Any thread.
class PostingBudget {
 public:
  explicit PostingBudget(std::size_t bytes) : most(bytes) {}
  const std::size_t most;

  std::size_t used() const { return used_; }
  /// False, and nothing is taken, where so many are not left.
  bool take(std::size_t bytes) {
    std::size_t used = used_;
    while (used + bytes <= most)
      if (used_.compare_exchange_weak(used, used + bytes)) return true;
    return false;
  }
  void give(std::size_t bytes) { used_ -= bytes; }

 private:
  std::atomic<std::size_t> used_{0};
};

/// Those of one database, in one revision of it. Any thread may call any member.
class PostingLists {
 public:
  /// table: where the database's postings are; null: Xapian is asked.
  explicit PostingLists(std::shared_ptr<PostingBudget> budget, std::shared_ptr<const glass::TableFile> table = nullptr)
      : budget_(std::move(budget)), table_(std::move(table)) {}
  ~PostingLists();
  PostingLists(const PostingLists&) = delete;
  PostingLists& operator=(const PostingLists&) = delete;

  // database: the one that these are of. All throw Xapian::Error.

  /// In how many articles the term stands, and how often in all.
  struct Frequency {
    std::uint64_t articles, occurrences;
  };
  Frequency frequency(const Xapian::Database& database, const std::string& term);

  /// Whether a list of so many articles may ever be kept, in a database with that last docid: of() is worth asking.
  static bool may_keep(std::uint64_t articles, Xapian::docid last);

  using Read = std::function<PostingList()>;
  /// Null where it is not there, and not worth reading. One use: to be called once for each search. through: whether all of it is gone
  /// through, else what is there already serves. Where the budget is spent, a list that is used more often takes the place of those used
  /// least. What `read` throws is passed on.
  std::shared_ptr<const PostingList> of(const Xapian::Database& database, const std::string& term, bool through, const Read& read);

 private:
  struct Entry {
    std::string term;
    Frequency frequency;
    std::uint32_t uses = 0;
    std::shared_ptr<const PostingList> list{};  // null where it is not kept
  };
  using Entries = std::list<Entry>;

  Entries::iterator enter(const std::string& term, Frequency frequency);
  void drop(Entries::iterator entry);
  bool make_room(std::size_t bytes, std::uint32_t uses);
  void count_use(Entry& entry);

  Frequency look_up(const Xapian::Database& database, const std::string& term) const;

  const std::shared_ptr<PostingBudget> budget_;
  const std::shared_ptr<const glass::TableFile> table_;
  std::mutex mutex_;  // over what follows
  Entries entries_;   // those without a list; the one asked for last first
  Entries kept_;      // those with one, in turn for being dropped
  std::uint32_t uses_ = 0;
  std::unordered_map<std::string_view, Entries::iterator> by_term_;
};

}  // namespace backfile::search
