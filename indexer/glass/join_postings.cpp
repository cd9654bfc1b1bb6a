#include "indexer/glass/join_postings.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "indexer/glass/pack.h"
#include "indexer/glass/posting_chunks.h"
#include "indexer/glass/postlist_writer.h"
#include "indexer/glass/term_groups.h"

namespace backfile::glass {
namespace {

bool add_chunk(std::string_view chunk, std::uint64_t document, std::uint32_t base, PostlistWriter& out) {
  return walk_postings(chunk, document, [&](std::uint64_t one, std::uint64_t occurrences) {
    if (one + base >= kMostDocuments) return false;
    out.add(static_cast<std::uint32_t>(one) + base, static_cast<std::uint32_t>(occurrences));
    return true;
  });
}

// The chunks of one list in one table, which is left behind them. prefix: of the keys of all chunks but the first.
bool add_list(JoinedTable& from, std::string_view prefix, PostlistWriter& out) {
  std::string_view tag = from.table->tag();
  ListHead ignored;
  std::uint64_t first = 0;
  if (!take_head(tag, ignored, first) || !add_chunk(tag, first, from.base, out)) return false;
  while (from.table->next() && from.table->key().starts_with(prefix)) {
    std::string_view number = from.table->key().substr(prefix.size());
    std::uint32_t document = 0;
    if (!read_sortable(number, document) || !number.empty() || !add_chunk(from.table->tag(), document, from.base, out)) return false;
  }
  return true;
}

bool damaged(JoinedTable& at) {
  at.table->fail_as_damaged();
  return true;
}

class PostingJoin {
 public:
  PostingJoin(std::vector<JoinedTable>& tables, TableWriter& out) : tables_(tables), out_(out) {}

  bool run() {
    for (JoinedTable& one : tables_) one.table->next();
    join_metadata();
    return join_bounds() && join_values() && join_lengths() && join_terms();
  }

 private:
  struct Bounds {
    std::uint64_t count = 0;
    std::string lowest, highest;
  };

  // Where several have a key, the first one's stays, as with Xapian's compactor.
  void join_metadata() {
    std::map<std::string, std::string, std::less<>> all;
    for (JoinedTable& one : tables_) {
      for (; !one.table->at_end() && one.table->key().starts_with(kMetadataKey); one.table->next())
        all.try_emplace(std::string(one.table->key()), one.table->tag());
    }
    for (const auto& [key, tag] : all) out_.add(key, tag);
  }

  bool join_bounds() {
    std::map<std::uint32_t, Bounds> slots;
    for (JoinedTable& one : tables_) {
      for (; !one.table->at_end() && one.table->key().starts_with(kBoundsKey); one.table->next()) {
        std::uint32_t slot = 0;
        const std::string_view number = one.table->key().substr(kBoundsKey.size());
        for (std::size_t i = number.size(); i-- > 0;) slot = slot << 8 | static_cast<unsigned char>(number[i]);
        std::string_view tag = one.table->tag();
        std::uint64_t count = 0, size = 0;
        if (!read_uint(tag, count) || !read_uint(tag, size) || size > tag.size()) return damaged(one);
        const std::string_view lowest = tag.substr(0, size), highest = size < tag.size() ? tag.substr(size) : lowest;
        Bounds& bounds = slots[slot];
        if (bounds.count == 0 || lowest < bounds.lowest) bounds.lowest = lowest;
        if (bounds.count == 0 || highest > bounds.highest) bounds.highest = highest;
        bounds.count += count;
      }
    }
    for (const auto& [slot, bounds] : slots)
      add_bounds(out_, slot, static_cast<std::uint32_t>(bounds.count), bounds.lowest, bounds.highest);
    return true;
  }

  // The slot and first document of a chunk of values; nothing where the table is at something else.
  static bool values_at(const TableReader& table, std::uint64_t& slot, std::uint32_t& first) {
    if (table.at_end() || !table.key().starts_with(kValuesKey)) return false;
    std::string_view key = table.key().substr(kValuesKey.size());
    return read_uint(key, slot) && read_sortable(key, first) && key.empty();
  }

  static bool add_values(JoinedTable& from, std::uint32_t first, ValueWriter& writer) {
    return walk_values(from.table->tag(), first, [&](std::uint64_t document, std::string_view value) {
      if (document + from.base >= kMostDocuments) return false;
      writer.add(static_cast<std::uint32_t>(document) + from.base, value);
      return true;
    });
  }

  bool join_values() {
    while (true) {
      std::optional<std::uint64_t> least;
      std::uint64_t slot = 0;
      std::uint32_t first = 0;
      for (const JoinedTable& one : tables_) {
        if (values_at(*one.table, slot, first)) least = least ? std::min(*least, slot) : slot;
      }
      if (!least) return true;
      ValueWriter writer(out_, static_cast<std::uint32_t>(*least));
      for (JoinedTable& one : tables_) {
        for (; values_at(*one.table, slot, first) && slot == *least; one.table->next()) {
          if (!add_values(one, first, writer)) return damaged(one);
        }
      }
      writer.finish();
    }
  }

  bool join_lengths() {
    PostlistWriter lengths(out_, {}, 0, 0);
    bool any = false;
    for (JoinedTable& one : tables_) {
      if (one.table->at_end() || one.table->key() != kLengthsKey) continue;
      if (!add_list(one, kLengthsKey, lengths)) return damaged(one);
      any = true;
    }
    if (any) lengths.finish();
    return true;
  }

  bool join_terms() {
    TermGroups groups(tables_);
    std::string prefix;
    while (groups.next()) {
      if (groups.term().empty()) return false;  // something that begins with a NUL, and is none of the above
      ListHead all;
      for (JoinedTable* one : groups.group()) {
        std::string_view tag = one->table->tag();
        ListHead head;
        std::uint64_t first = 0;
        if (one->table->key() != groups.term()) return false;  // a NUL in the term
        if (!take_head(tag, head, first)) return damaged(*one);
        all.postings += head.postings;
        all.occurrences += head.occurrences;
      }
      PostlistWriter list(out_, groups.term(), all.postings, all.occurrences);
      prefix.assign(groups.term()).push_back('\0');
      for (JoinedTable* one : groups.group()) {
        if (!add_list(*one, prefix, list)) return damaged(*one);
      }
      list.finish();
    }
    return true;
  }

  std::vector<JoinedTable>& tables_;
  TableWriter& out_;
};

}  // namespace

bool join_postings(std::vector<JoinedTable>& tables, TableWriter& out) { return PostingJoin(tables, out).run(); }

}  // namespace backfile::glass
