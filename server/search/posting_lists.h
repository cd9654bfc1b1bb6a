// Posting lists of the terms that are asked for again and again, in memory: three bytes a posting, or one a document where that is less, in
// the stretches of docids that the matcher goes by. Xapian unpacks a posting in 10 nanoseconds, by three virtual calls; from here it takes
// one (measured), and an article far behind is found by halving rather than by reading what lies between.
//
// Not a cache of answers: what is kept is of terms, belongs to one revision of one database, and is bounded.
#pragma once
#include <xapian.h>
#include <atomic>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace backfile::search {

/// Docids are taken in stretches of so many, the first from docid 1 on, which bounds the memory of a match, whatever the size of the
/// archive.
inline constexpr Xapian::docid kStretch = 1u << 16;
inline std::size_t stretch_of(Xapian::docid docid) { return (docid - 1) / kStretch; }
inline Xapian::docid first_of_stretch(std::size_t stretch) { return static_cast<Xapian::docid>(stretch) * kStretch + 1; }

class PostingList {
 public:
  /// Reads the whole list. Throws Xapian::Error.
  PostingList(const Xapian::Database& database, const std::string& term);

  std::uint64_t occurrences() const { return occurrences_; }
  std::size_t bytes() const {
    return offsets_.capacity() * sizeof(std::uint16_t) + counts_.capacity() + begins_.capacity() * sizeof(std::uint32_t) + sizeof *this;
  }

  /// One stretch. Sparse: where its articles lie, counted from its first docid, ascending, and how often the term stands in them. Dense: no
  /// offsets, but for each docid one more than that, and 0 where it is not. 254 stands for that or more.
  struct Slice {
    std::span<const std::uint16_t> offsets;
    std::span<const std::uint8_t> counts;
    bool dense = false;
  };
  Slice slice(std::size_t stretch) const;

 private:
  std::vector<std::uint16_t> offsets_;
  std::vector<std::uint8_t> counts_;
  std::vector<std::uint32_t> begins_;  // sparse, by stretch: where in these; one more at the end
  std::uint64_t occurrences_ = 0;
  bool dense_;
};

/// What a list takes, about.
std::size_t bytes_of_list(const Xapian::Database& database, std::uint64_t articles);

/// Bytes that all lists of a pool of engines may take. Any thread.
struct PostingBudget {
  explicit PostingBudget(std::size_t bytes) : most(bytes) {}
  const std::size_t most;
  std::atomic<std::size_t> used{0};
};

/// Those of one database, in one revision of it. Any thread may call any member.
class PostingLists {
 public:
  explicit PostingLists(std::shared_ptr<PostingBudget> budget) : budget_(std::move(budget)) {}
  ~PostingLists();
  PostingLists(const PostingLists&) = delete;
  PostingLists& operator=(const PostingLists&) = delete;

  // database: the one that these are of. All throw Xapian::Error.

  /// In how many articles the term stands, and how often in all.
  struct Frequency {
    std::uint64_t articles, occurrences;
  };
  Frequency frequency(const Xapian::Database& database, const std::string& term);

  /// Null where it is not there, and not worth reading. One use: to be called once for each search. through: whether all of it is gone
  /// through, else what is there already serves. Where the budget is spent, a list that is used more often takes the place of those used
  /// least.
  std::shared_ptr<const PostingList> of(const Xapian::Database& database, const std::string& term, bool through);

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

  const std::shared_ptr<PostingBudget> budget_;
  std::mutex mutex_;  // over what follows
  Entries entries_;   // those without a list; the one asked for last first
  Entries kept_;      // those with one, in turn for being dropped
  std::uint32_t uses_ = 0;
  std::unordered_map<std::string_view, Entries::iterator> by_term_;
};

}  // namespace backfile::search
