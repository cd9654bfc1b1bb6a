// Posting lists in memory, of terms that are asked for again and again: they need not be found in the table and decoded, and whoever asks
// about a few articles need not pass over all others.
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
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/glass/table_reader.h"
#include "server/search/page_allocator.h"
#include "server/search/stretch_postings.h"

namespace backfile::search {

class PostingList {
  struct Stretch {
    std::uint32_t begin = 0, postings = 0;  // in data_
    StretchPostings::Times kind = StretchPostings::Times::bytes;
  };

 public:
  /// One that is being read.
  class Making {
   public:
    /// In order of documents.
    void add(Xapian::docid document, std::uint32_t occurrences) {
      if (document <= before_) return;  // of a damaged table only
      before_ = document;
      while (stretches_.size() < stretch_of(document)) end_stretch();
      postings_.add(document - first_of_stretch(stretches_.size()), occurrences);
    }

   private:
    friend class PostingList;
    void end_stretch();

    Xapian::docid before_ = 0;
    PostingsInMaking postings_;  // of the stretch that is read
    std::vector<Stretch> stretches_;
    std::vector<std::uint16_t> data_;
    std::vector<ManyOccurrences> many_;
  };
  explicit PostingList(Making making);

  StretchPostings stretch(std::size_t number) const {
    const Stretch none, &one = number < stretches_.size() ? stretches_[number] : none;
    return {data_.data() + one.begin, one.postings, one.kind, many_, first_of_stretch(number)};
  }
  std::size_t bytes() const;
  /// What a list of so many postings takes, if they are spread evenly over a database with that last docid, and none stands there often.
  static std::size_t likely_bytes(std::uint64_t postings, Xapian::docid last);

 private:
  std::vector<Stretch> stretches_;
  std::vector<std::uint16_t, PageAllocator<std::uint16_t>> data_;
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
  PostingLists(const PostingLists&) = delete;
  PostingLists& operator=(const PostingLists&) = delete;

  // All throw Xapian::Error.

  /// In how many articles the term stands, and how often in all.
  struct Frequency {
    std::uint64_t articles, occurrences;
  };
  /// database: the one that these are of.
  Frequency frequency(const Xapian::Database& database, const std::string& term);

  /// Whether a list of so many articles may ever be kept: of() is worth asking.
  bool may_keep(std::uint64_t articles, Xapian::docid last) const;

  using Read = std::function<PostingList()>;
  /// Of a term whose frequency() was asked for. Null where it is not there, and not to be read. One use: to be called once for each search.
  /// last: the database's last docid. worth_reading: as all of it is gone through, or it is short; else only what is there already serves.
  /// Where the budget is spent, a list that is used more often takes the place of those used least. What `read` throws is passed on.
  std::shared_ptr<const PostingList> of(const std::string& term, Xapian::docid last, bool worth_reading, const Read& read);

 private:
  struct Entry {
    std::string term;
    Frequency frequency;
    std::uint32_t uses = 0;                     // while the list is not kept
    std::shared_ptr<const PostingList> list{};  // null where it is not kept
    std::size_t place = 0;                      // in kept_, where it is
  };
  using Entries = std::list<Entry>;
  // Side by side: hundreds are looked at while a few entries would come from here and there in memory.
  struct Kept {
    std::uint32_t uses;
    Entries::iterator entry;
  };

  Entries::iterator enter(const std::string& term, Frequency frequency);
  void keep(Entries::iterator entry, std::shared_ptr<const PostingList> list);
  void drop(Entries::iterator entry);
  bool make_room(std::size_t bytes, std::uint32_t uses);
  void count_use(Entry& entry);

  Frequency look_up(const Xapian::Database& database, const std::string& term) const;

  const std::shared_ptr<PostingBudget> budget_;
  const std::shared_ptr<const glass::TableFile> table_;
  std::mutex mutex_;  // over what follows
  Entries entries_;   // those without a list; the one asked for last first
  Entries with_lists_;
  std::vector<Kept> kept_;     // with_lists_, in no order
  std::size_t looked_at_ = 0;  // in kept_: where room is looked for next
  std::uint32_t uses_ = 0;
  std::unordered_map<std::string_view, Entries::iterator> by_term_;
};

}  // namespace backfile::search
