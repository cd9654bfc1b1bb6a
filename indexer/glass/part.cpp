#include "indexer/glass/part.h"

#include <numeric>

#include "indexer/glass/pack.h"
#include "indexer/glass/position_list.h"

namespace backfile::glass {
namespace {

constexpr std::size_t kMaxDataBytes = 100'000'000;  // 100 MB work, 130 MB throw (measured)

// Levels of deflating (measured): of data, higher ones cost twice the time for a fiftieth; of term lists, this one takes half the time of
// that and gives 2 in a thousand more bytes.
constexpr int kDataLevel = 6, kListLevel = 1;

bool fits(const Document& document) {
  if (document.data().size() > kMaxDataBytes) return false;
  for (const Document::Term& term : document.terms()) {
    if (!document.names().is_term(term.number)) return false;
  }
  return document.values().empty() || document.values().back().first < kMaxSlots;
}

// Xapian's term list: of each term how much it shares with the one before, the rest, and its occurrences, which go into the first byte
// where they are few.
void append_term(std::string& list, std::string_view before, std::string_view name, std::uint32_t occurrences) {
  constexpr std::uint32_t kMostInOneByte = 127;
  const auto same = static_cast<std::size_t>(std::mismatch(before.begin(), before.end(), name.begin(), name.end()).first - before.begin());
  const std::size_t together = occurrences < kMostInOneByte ? (occurrences + 1) * (before.size() + 1) + same : 0;
  const bool in_one_byte = together > 0 && together < 256;
  list.push_back(static_cast<char>(in_one_byte ? together : same));
  list.push_back(static_cast<char>(name.size() - same));
  list.append(name.substr(same));
  if (!in_one_byte) append_uint(list, occurrences);
}

}  // namespace

void Statistics::add(const Statistics& other) {
  documents += other.documents;
  total_length += other.total_length;
  if (other.shortest > 0) shortest = shortest == 0 ? other.shortest : std::min(shortest, other.shortest);
  longest = std::max(longest, other.longest);
  most_occurrences = std::max(most_occurrences, other.most_occurrences);
}

PartBuilder::PartBuilder() : data_deflater_(kDataLevel), list_deflater_(kListLevel) {}

bool PartBuilder::add() {
  document_.sort();
  const bool taken = fits(document_);
  if (taken) add_document();
  document_.clear();
  return taken;
}

void PartBuilder::add_document() {
  document_begin_.push_back(static_cast<std::uint32_t>(postings_.size()));
  const std::uint32_t length = add_terms();
  append_uint(part_.lengths, length);
  if (document_.data_is_dense())
    append_tag(document_.data(), false);
  else
    append_deflated(data_deflater_, document_.data());
  append_deflated(list_deflater_, term_list_);
  add_values();
  part_.statistics.add({1, length, length, length, 0});
}

/// The document's length.
std::uint32_t PartBuilder::add_terms() {
  std::uint32_t length = 0;
  for (const Document::Term& term : document_.terms()) length += term.occurrences;
  term_list_.clear();
  if (!document_.terms().empty()) {
    append_uint(term_list_, length);
    append_uint(term_list_, document_.terms().size());
  }
  std::string_view before;
  for (const Document::Term& term : document_.terms()) {
    const std::string_view name = document_.name(term);
    if (before.empty()) {
      term_list_.push_back(static_cast<char>(name.size()));
      term_list_.append(name);
      append_uint(term_list_, term.occurrences);
    } else {
      append_term(term_list_, before, name, term.occurrences);
    }
    before = name;
    document_.positions_of(term, positions_of_term_);
    if (!positions_of_term_.empty()) {
      document_.neighbours_of(term, positions_of_term_, neighbours_of_term_);
      append_string(positions_, {reinterpret_cast<const char*>(neighbours_of_term_.data()), neighbours_of_term_.size()});
      append_positions(positions_, positions_of_term_);
    }
    postings_.push_back({term.number, term.occurrences, static_cast<std::uint32_t>(positions_.size())});
    part_.statistics.most_occurrences = std::max(part_.statistics.most_occurrences, term.occurrences);
  }
  return length;
}

void PartBuilder::add_values() {
  slots_.clear();
  std::uint32_t next_slot = 0;
  for (const auto& [slot, value] : document_.values()) {
    append_uint(slots_, slot - next_slot);
    next_slot = slot + 1;
    Values& values = part_.values[slot];
    append_uint(values.bytes, documents() - values.last_document);
    append_string(values.bytes, value);
    if (values.count == 0 || value < values.lowest) values.lowest = value;
    if (values.count == 0 || value > values.highest) values.highest = value;
    ++values.count;
    values.last_document = documents();
  }
  append_string(part_.documents, slots_);
}

void PartBuilder::append_tag(std::string_view bytes, bool is_deflated) {
  part_.documents.push_back(is_deflated ? '\1' : '\0');
  append_string(part_.documents, bytes);
}

void PartBuilder::append_deflated(Deflater& deflater, std::string_view bytes) {
  const std::string_view deflated = deflater.deflate(bytes);
  append_tag(deflated.empty() ? bytes : deflated, !deflated.empty());
}

void PartBuilder::append_postings(std::string& out, const std::vector<std::uint32_t>& order, std::uint32_t begin, std::uint32_t end) const {
  std::uint32_t last = 0;
  for (std::uint32_t i = begin; i < end; ++i) {
    const std::uint32_t index = order[i], positions_begin = index == 0 ? 0 : postings_[index - 1].positions_end;
    append_uint(out, document_of_[i] - last);
    last = document_of_[i];
    append_uint(out, postings_[index].occurrences);
    append_string(out, std::string_view(positions_).substr(positions_begin, postings_[index].positions_end - positions_begin));
  }
}

Part PartBuilder::finish() {
  const Names& names = document_.names();
  const auto terms = static_cast<std::uint32_t>(names.size());
  // Counting sort by term: within one, postings stay in the order of documents.
  std::vector<std::uint32_t> ends(terms + 1, 0), order(postings_.size());
  for (const Posting& posting : postings_) ++ends[posting.term + 1];
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  document_of_.resize(postings_.size());
  for (std::uint32_t document = 0, i = 0; document < documents(); ++document) {
    const auto end = static_cast<std::uint32_t>(document + 1 < documents() ? document_begin_[document + 1] : postings_.size());
    for (; i < end; ++i) {
      const std::uint32_t at = ends[postings_[i].term]++;
      order[at] = i;
      document_of_[at] = document;
    }
  }
  std::vector<std::uint32_t> by_name(terms);
  std::iota(by_name.begin(), by_name.end(), 0u);
  document_.sort_names(by_name);
  std::string& out = part_.postings;
  std::string one;
  for (const std::uint32_t term : by_name) {
    const std::uint32_t begin = term == 0 ? 0 : ends[term - 1], end = ends[term];
    if (begin == end) continue;  // of a document that was not added
    std::uint64_t occurrences = 0;
    for (std::uint32_t i = begin; i < end; ++i) occurrences += postings_[order[i]].occurrences;
    one.clear();
    append_postings(one, order, begin, end);
    append_string(out, names.name(term));
    append_uint(out, end - begin);
    append_uint(out, occurrences);
    append_string(out, one);
  }
  document_.forget_terms();
  postings_.clear();
  document_begin_.clear();
  positions_.clear();
  return std::exchange(part_, {});
}

}  // namespace backfile::glass
