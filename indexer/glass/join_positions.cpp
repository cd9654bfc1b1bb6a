#include "indexer/glass/join_positions.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

#include "indexer/glass/pack.h"
#include "indexer/glass/position_chunks.h"
#include "indexer/glass/position_list.h"
#include "indexer/glass/posting_reader.h"

namespace backfile::glass {
namespace {

constexpr std::uint64_t kMostDocuments = 0xFFFFFFFF;
constexpr std::string_view kBehindChunks("\2", 1);

/// The chunks of one table or what is loose in it, entry by entry.
class Entries {
 public:
  Entries(const JoinedPositions& table, bool chunks) : table_(table.positions), chunks_(chunks) {
    if (!chunks) table_.seek(kBehindChunks);  // the last chunk, where there are any
    next();
  }

  bool at_end() const { return at_end_; }
  std::string_view term() const { return term_; }
  std::uint32_t document() const { return document_; }  // of a chunk: the first
  std::string_view tag() const { return table_.tag(); }
  const Result<void>& result() const { return table_.result(); }
  /// False where a key is of a kind that nobody writes.
  bool is_understood() const { return is_understood_; }
  void fail_as_damaged() {
    table_.fail_as_damaged();
    at_end_ = true;
  }

  void next() {
    at_end_ = !table_.next() || (chunks_ && table_.key().front() != kChunkMark);
    if (at_end_) return;
    std::string_view key = table_.key();
    if (chunks_) key.remove_prefix(1);
    const std::size_t size = key.find('\0');
    std::string_view number = key.substr(std::min(key.size(), size + 1));
    is_understood_ = size != key.npos && read_sortable(number, document_) && number.empty();
    term_ = key.substr(0, size);
    at_end_ = !is_understood_;
  }

 private:
  TableReader table_;
  const bool chunks_;
  bool at_end_ = false, is_understood_ = true;
  std::string_view term_;
  std::uint32_t document_ = 0;
};

/// One database.
struct Source {
  explicit Source(const JoinedPositions& table) : chunks(table, true), loose(table, false), base(table.base) {
    if (table.postings) postings = std::make_unique<PostingReader>(table.postings);
  }
  Entries chunks, loose;
  std::unique_ptr<PostingReader> postings;
  const std::uint32_t base;
};

class PositionJoin {
 public:
  PositionJoin(const std::vector<JoinedPositions>& tables, TableWriter& out) : tables_(tables), out_(out), chunks_(out) {
    for (const JoinedPositions& table : tables) sources_.push_back(std::make_unique<Source>(table));
  }

  void run() {
    while (next_term()) {
      chunks_.begin(term_);
      last_ = 0;
      for (const auto& source : sources_) {
        if (!has(source->loose) && !source->postings)
          keep_chunks(*source);
        else
          sort_out(*source);
      }
    }
    chunks_.finish();
    if (too_long_for_chunks_) write_loose();
  }

  bool is_understood() const {
    return std::all_of(sources_.begin(), sources_.end(),
                       [](const auto& source) { return source->chunks.is_understood() && source->loose.is_understood(); });
  }
  Result<void> result() const {
    for (const auto& source : sources_) {
      if (!source->chunks.result()) return source->chunks.result();
      if (!source->loose.result()) return source->loose.result();
      if (source->postings && !source->postings->result()) return source->postings->result();
    }
    return {};
  }

 private:
  struct InChunk {
    std::uint32_t document;
    std::size_t begin, end;  // in numbers_
  };

  bool has(const Entries& entries) const { return !entries.at_end() && entries.term() == term_; }

  bool next_term() {
    std::string_view least;
    bool any = false;
    for (const auto& source : sources_) {
      for (const Entries* entries : {&source->chunks, &source->loose}) {
        if (!entries->at_end() && (!any || entries->term() < least)) least = entries->term();
        any = any || !entries->at_end();
      }
    }
    term_.assign(least);
    return any;
  }

  // As they are, but for those that are small: of a word that few documents have.
  void keep_chunks(Source& source) {
    for (Entries& chunks = source.chunks; has(chunks); chunks.next()) {
      if (PositionChunks::is_full(chunks.tag()) && read_shape(chunks.tag(), shape_) &&
          takes(source, chunks, std::uint64_t{chunks.document()} + shape_.reach, chunks.document()))
        chunks_.add_chunk(chunks.document() + source.base, chunks.tag());
      else if (read_chunk(chunks))
        for (const InChunk& one : documents_) add_of_chunk(source, one);
    }
  }

  // Where a document's positions are loose and in a chunk, those that are loose came later; what has no posting any more was deleted.
  void sort_out(Source& source) {
    for (Entries& chunks = source.chunks; has(chunks); chunks.next()) {
      if (!read_chunk(chunks)) continue;
      if (source.postings) leave_those_there_are(*source.postings);
      for (const InChunk& one : documents_) {
        while (has(source.loose) && source.loose.document() < one.document) add_loose(source);
        if (has(source.loose) && source.loose.document() == one.document) continue;
        add_of_chunk(source, one);
      }
    }
    while (has(source.loose)) add_loose(source);
  }

  void leave_those_there_are(PostingReader& postings) {
    wanted_.clear();
    for (const InChunk& one : documents_) wanted_.push_back(one.document);
    std::size_t left = 0;
    postings.among(term_, wanted_, [&](std::size_t i, std::uint32_t) { documents_[left++] = documents_[i]; });
    documents_.resize(left);
  }

  // The numbers of a document are its positions afterwards.
  bool read_chunk(Entries& chunks) {
    documents_.clear();
    neighbours_.clear();
    const bool sound = read_shape(chunks.tag(), shape_) && read_positions(chunks.tag(), numbers_) &&
                       chunks.document() <= kMostDocuments - kPositionsEnd && (!are_packed(numbers_.front()) || unpack());
    if (!sound) {
      chunks.fail_as_damaged();
      return false;
    }
    if (shape_.tail > 0) {
      numbers_.pop_back();
      numbers_.erase(numbers_.begin());
    }
    for (std::size_t i = 0; i < numbers_.size(); ++i) {
      const std::uint32_t document = chunks.document() + (numbers_[i] >> shape_.document_shift());
      if (documents_.empty() || documents_.back().document != document) documents_.push_back({document, i, i});
      documents_.back().end = i + 1;
      if (shape_.code_bits > 0) neighbours_.push_back(shape_.neighbours(numbers_[i]));
      numbers_[i] = shape_.position(numbers_[i]);
    }
    return true;
  }

  bool unpack() {
    const bool sound = unpack_alone(numbers_, unpacked_);
    numbers_.swap(unpacked_);
    return sound;
  }

  void add_loose(Source& source) {
    if (!read_positions(source.loose.tag(), numbers_of_loose_)) return source.loose.fail_as_damaged();
    if (fits_chunk(numbers_of_loose_.front(), numbers_of_loose_.back()))
      add(source, source.loose, source.loose.document(), numbers_of_loose_, {});
    else
      too_long_for_chunks_ = true;
    if (!source.loose.at_end()) source.loose.next();
  }

  void add_of_chunk(Source& source, const InChunk& one) {
    const std::span neighbours(neighbours_);
    add(source, source.chunks, one.document, std::span(numbers_).subspan(one.begin, one.end - one.begin),
        neighbours.empty() ? neighbours : neighbours.subspan(one.begin, one.end - one.begin));
  }

  void add(Source& source, Entries& from, std::uint32_t document, std::span<const std::uint32_t> positions,
           std::span<const std::uint8_t> neighbours) {
    if (takes(source, from, document, document)) chunks_.add(document + source.base, positions, neighbours, shape_.code_bits);
  }

  // Documents rise.
  bool takes(const Source& source, Entries& from, std::uint64_t last, std::uint32_t first) {
    if (first == 0 || last + source.base >= kMostDocuments || first + std::uint64_t{source.base} <= last_) {
      from.fail_as_damaged();
      return false;
    }
    last_ = last + source.base;
    return true;
  }

  void write_loose() {
    std::vector<std::unique_ptr<Entries>> all;
    for (const JoinedPositions& table : tables_) all.push_back(std::make_unique<Entries>(table, false));
    std::string key;
    while (true) {
      const Entries* least = nullptr;
      for (const auto& one : all)
        if (!one->at_end() && (!least || one->term() < least->term())) least = one.get();
      if (!least) return;
      term_.assign(least->term());
      for (std::size_t i = 0; i < all.size(); ++i) {
        for (Entries& loose = *all[i]; has(loose); loose.next()) {
          std::uint32_t first = 0, last = 0;
          if (!read_ends(loose.tag(), first, last) || fits_chunk(first, last)) continue;
          key.assign(term_).push_back('\0');
          append_sortable(key, loose.document() + tables_[i].base);
          out_.add(key, loose.tag());
        }
      }
    }
  }

  const std::vector<JoinedPositions>& tables_;
  TableWriter& out_;
  PositionChunks chunks_;
  std::vector<std::unique_ptr<Source>> sources_;
  std::string term_;
  std::uint64_t last_ = 0;  // document of the term that was added
  std::vector<std::uint32_t> numbers_, unpacked_, numbers_of_loose_, wanted_;
  ChunkShape shape_;                      // of the chunk that was read
  std::vector<std::uint8_t> neighbours_;  // of each of its numbers, or none
  std::vector<InChunk> documents_;
  bool too_long_for_chunks_ = false;
};

}  // namespace

bool join_positions(const std::vector<JoinedPositions>& tables, TableWriter& out, Result<void>& result) {
  PositionJoin join(tables, out);
  join.run();
  result = join.result();
  return join.is_understood();
}

}  // namespace backfile::glass
