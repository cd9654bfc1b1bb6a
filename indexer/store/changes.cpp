#include "indexer/store/changes.h"

#include <algorithm>
#include <limits>
#include <map>

#include "indexer/article/stored.h"
#include "indexer/schema/fields.h"
#include "indexer/store/databases.h"
#include "indexer/store/document_state.h"
#include "indexer/store/numbered_walk.h"

namespace backfile::store {
namespace {

constexpr const char* kBehindAllIds = "\x7f";

// A document that is to be told of, by its id: within one step of a sequence that is the order.
struct Candidate {
  const Xapian::Database* database;
  Xapian::docid document;
};

// The first few by id of a step that may have many thousands.
class FirstById {
 public:
  FirstById(std::string after, std::size_t most) : after_(std::move(after)), most_(most) {}
  void add(std::string id, const Candidate& candidate) {
    if (id <= after_ || id.empty()) return;
    if (found_.size() == most_ && id > found_.rbegin()->first) {
      left_out_ = true;
      return;
    }
    found_.insert_or_assign(std::move(id), candidate);
    if (found_.size() <= most_) return;
    found_.erase(std::prev(found_.end()));
    left_out_ = true;
  }
  const std::map<std::string, Candidate>& found() const { return found_; }
  bool left_out() const { return left_out_; }

 private:
  const std::string after_;
  const std::size_t most_;
  std::map<std::string, Candidate> found_;
  bool left_out_ = false;
};

struct LoadedHere {
  const Xapian::Database* database;
  LoadedRange range;
};

class Telling {
 public:
  Telling(const Reader& reader, const ChangesPosition& from, std::size_t limit, std::uint64_t complete, std::int64_t now)
      : reader_(reader), from_(from), limit_(limit), complete_(std::max(complete, from.revision)), held_(reader.held()) {
    // A time to come would show what is under an embargo.
    began_ = from.round ? std::min(from.round->began, now) : std::max(now, from.moment);
  }

  ChangesPage page() {
    const bool first = !from_.round || !from_.round->by_moment;
    if (first && !by_revision()) return std::move(page_);
    const std::uint64_t up_to = first ? complete_ : from_.round->revision;
    if (!by_moment(first, up_to)) return std::move(page_);
    page_.next = {up_to, began_, {}};
    return std::move(page_);
  }

 private:
  // Both give false where the page is full before their end.
  bool by_revision() {
    std::uint64_t at = from_.round ? from_.round->revision : from_.revision;
    std::string after = from_.round ? from_.round->id : kBehindAllIds;
    NumberedWalk walk(reader_, schema::revision_term(at), schema::revision_term(complete_));
    const std::vector<LoadedHere> loads = loads_between(at, complete_);
    auto load = loads.begin();
    for (;;) {
      const auto of_terms = walk.number();
      if (!of_terms && load == loads.end()) return true;
      constexpr auto kNone = std::numeric_limits<std::uint64_t>::max();
      const std::uint64_t number = std::min(of_terms.value_or(kNone), load == loads.end() ? kNone : load->range.revision);
      FirstById step(number == at ? after : std::string(), limit_ - page_.changes.size());
      const auto take = [&](const Xapian::Database& database, Xapian::docid document) {
        if (is_told(database, document)) step.add(id_of(database.get_document(document)), {&database, document});
      };
      if (of_terms == number) walk.take(take);
      for (; load != loads.end() && load->range.revision == number; ++load) take_loaded(*load, step);
      for (const auto& [id, candidate] : step.found()) tell(id, candidate, number, std::nullopt);
      if (!step.left_out() && page_.changes.size() < limit_) continue;
      page_.next = from_;
      page_.next.round = {false, number, 0, page_.changes.empty() ? std::string() : page_.changes.back().id, began_};
      page_.more = true;
      return false;
    }
  }

  bool by_moment(bool from_its_beginning, std::uint64_t up_to) {
    const std::int64_t at = from_its_beginning ? from_.moment : from_.round->moment;
    const std::string after = from_its_beginning ? kBehindAllIds : from_.round->id;
    NumberedWalk walk(reader_, schema::embargo_end_term(at), schema::embargo_end_term(began_));
    while (const auto number = walk.number()) {
      const auto moment = static_cast<std::int64_t>(*number);
      FirstById step(moment == at ? after : std::string(), limit_ - page_.changes.size());
      walk.take([&](const Xapian::Database& database, Xapian::docid document) {
        // What came later was told, or will be, by its revision.
        if (revision_of(database, document, {}) <= from_.revision) step.add(id_of(database.get_document(document)), {&database, document});
      });
      for (const auto& [id, candidate] : step.found()) tell(id, candidate, 0, moment);
      if (!step.left_out() && page_.changes.size() < limit_) continue;
      page_.next = from_;
      page_.next.round = {true, up_to, moment, page_.changes.empty() ? after : page_.changes.back().id, began_};
      page_.more = true;
      return false;
    }
    return true;
  }

  std::vector<LoadedHere> loads_between(std::uint64_t first, std::uint64_t last) const {
    std::vector<LoadedHere> loads;
    for (const auto& [name, ranges] : reader_.manifest().loaded) {
      for (const LoadedRange& range : ranges) {
        if (first <= range.revision && range.revision <= last) loads.push_back({&reader_.single(name), range});
      }
    }
    std::sort(loads.begin(), loads.end(), [](const LoadedHere& a, const LoadedHere& b) { return a.range.revision < b.range.revision; });
    return loads;
  }

  static void take_loaded(const LoadedHere& load, FirstById& step) {
    const std::size_t instant = schema::time_value(0).size();
    auto value = load.database->valuestream_begin(schema::kNewestSlot);
    const auto end = load.database->valuestream_end(schema::kNewestSlot);
    for (value.skip_to(load.range.first); value != end && value.get_docid() <= load.range.last; ++value) {
      const std::string whole = *value;
      step.add(whole.substr(std::min(instant, whole.size())), {load.database, value.get_docid()});
    }
  }

  bool is_in_held(const Xapian::Database& database) const { return &database == held_; }

  // At the time of the round.
  bool is_told(const Xapian::Database& database, Xapian::docid document) const {
    const Xapian::Document found = database.get_document(document, Xapian::DOC_ASSUME_VALID);
    if (is_in_held(database)) return held_state(found, began_).seen;
    return !is_held(found, began_);
  }

  void tell(const std::string& id, const Candidate& candidate, std::uint64_t revision, std::optional<std::int64_t> moment) {
    const Xapian::Document found = candidate.database->get_document(candidate.document, Xapian::DOC_ASSUME_VALID);
    Change change;
    change.id = id;
    change.revision = revision != 0 ? revision : revision_of(*candidate.database, candidate.document, {});
    change.time = moment.value_or(schema::read_time_value(found.get_value(schema::kIndexedSlot)));
    const HeldState state = is_in_held(*candidate.database) ? held_state(found, began_) : HeldState{.released = true};
    if (state.released || state.canceled) {
      const auto article = article::decode(found.get_data(), article::Boxes::without);
      const bool corrected = article && !article->corrections.empty();
      const bool seen = has_term(*candidate.database, candidate.document, schema::seen_term());
      change.kind = corrected ? Change::Kind::corrected : seen ? Change::Kind::changed : Change::Kind::added;
      if (state.canceled) change.kind = Change::Kind::canceled;
      if (state.canceled && corrected) change.reason = article->corrections.back().text;
    } else {
      change.kind = Change::Kind::deleted;
      if (state.deleted) change.reason = found.get_data();
    }
    page_.changes.push_back(std::move(change));
  }

  const Reader& reader_;
  const ChangesPosition& from_;
  const std::size_t limit_;
  const std::uint64_t complete_;
  const Xapian::Database* held_;
  std::int64_t began_ = 0;
  ChangesPage page_;
};

}  // namespace

ChangesPage changes(const Reader& reader, const ChangesPosition& from, std::size_t limit, std::uint64_t complete, std::int64_t now) {
  return Telling(reader, from, std::max<std::size_t>(limit, 1), complete, now).page();
}

}  // namespace backfile::store
