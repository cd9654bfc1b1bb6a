// Posting lists of the terms that are asked for again and again, in memory: three bytes a posting, in the stretches of docids that the
// matcher goes by. Xapian unpacks a posting in 10 nanoseconds, by three virtual calls; from here it takes one (measured), and an article
// far behind is found by halving rather than by reading what lies between.
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

  Xapian::doccount articles() const { return static_cast<Xapian::doccount>(offsets_.size()); }
  std::uint64_t occurrences() const { return occurrences_; }
  std::size_t bytes() const { return offsets_.capacity() * 3 + begins_.capacity() * sizeof(std::uint32_t) + sizeof *this; }

  /// One stretch: where its articles lie, counted from its first docid, ascending, and how often the term stands in them; 255 stands for
  /// that or more.
  struct Slice {
    std::span<const std::uint16_t> offsets;
    std::span<const std::uint8_t> occurrences;
  };
  Slice slice(std::size_t stretch) const;

 private:
  std::vector<std::uint16_t> offsets_;
  std::vector<std::uint8_t> counts_;
  std::vector<std::uint32_t> begins_;  // by stretch: where in these; one more at the end
  std::uint64_t occurrences_ = 0;
};

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

  /// Null where it is not there, and not worth it yet: a list is read when it is asked for a second time, and has some length.
  std::shared_ptr<const PostingList> of(const Xapian::Database& database, const std::string& term);

 private:
  struct Entry {
    std::string term;
    Frequency frequency;
    std::shared_ptr<const PostingList> list{};  // null: not asked for, or once
    bool asked = false;
  };
  using Entries = std::list<Entry>;

  Entries::iterator enter(const std::string& term, Frequency frequency);
  void drop_oldest();

  const std::shared_ptr<PostingBudget> budget_;
  std::mutex mutex_;  // over what follows
  Entries entries_;   // the one asked for last first
  std::unordered_map<std::string_view, Entries::iterator> by_term_;
};

}  // namespace backfile::search
