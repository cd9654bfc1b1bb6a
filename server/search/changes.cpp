#include "server/search/changes.h"

#include <charconv>
#include <optional>

#include "indexer/article/id.h"
#include "server/search/engine_impl.h"

namespace backfile::search {
namespace {

using store::ChangesPosition;

std::string_view name_of(store::Change::Kind kind) {
  switch (kind) {
    case store::Change::Kind::added:
      return "added";
    case store::Change::Kind::changed:
      return "changed";
    case store::Change::Kind::corrected:
      return "corrected";
    case store::Change::Kind::canceled:
      return "canceled";
    case store::Change::Kind::deleted:
      break;
  }
  return "deleted";
}

std::string_view take_part(std::string_view& rest) {
  const std::string_view part = rest.substr(0, rest.find('.'));
  rest.remove_prefix(std::min(part.size() + 1, rest.size()));
  return part;
}

template <class Number>
bool take_number(std::string_view& rest, Number& number) {
  const std::string_view part = take_part(rest);
  const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), number);
  return error == std::errc{} && end == part.data() + part.size() && number >= 0;
}

std::optional<ChangesPosition> position_in(std::string_view rest) {
  ChangesPosition position;
  if (!take_number(rest, position.revision) || !take_number(rest, position.moment)) return std::nullopt;
  if (rest.empty()) return position;
  ChangesPosition::Round round;
  const std::string_view sequence = take_part(rest);
  round.by_moment = sequence == "m";
  if (!round.by_moment && sequence != "r") return std::nullopt;
  if (!take_number(rest, round.revision) || !take_number(rest, round.moment) || !take_number(rest, round.began)) return std::nullopt;
  if (!article::is_url_safe(rest)) return std::nullopt;
  round.id = rest;
  position.round = round;
  return position;
}

}  // namespace

std::string write_cursor(const std::string& archive_id, const ChangesPosition& position) {
  std::string text = archive_id + "." + std::to_string(position.revision) + "." + std::to_string(position.moment);
  if (!position.round) return text;
  const ChangesPosition::Round& round = *position.round;
  text += round.by_moment ? ".m." : ".r.";
  return text + std::to_string(round.revision) + "." + std::to_string(round.moment) + "." + std::to_string(round.began) + "." + round.id;
}

Result<ChangesPosition> read_cursor(std::string_view text, const std::string& archive_id) {
  if (text.empty()) return ChangesPosition{};
  std::string_view rest = text;
  const std::string_view archive = take_part(rest);
  const auto position = position_in(rest);
  if (!position)
    return fail(Code::invalid, "since is no cursor: take the one that the last answer gave, or leave it out to begin.", "since");
  if (archive != archive_id)
    return fail(Code::invalid, "since is of another archive, which this one has replaced: begin again without it.", "since");
  return *position;
}

Result<Changes> Engine::changes(const query::ChangesRequest& request) {
  store::Reader& reader = *impl_->reader;
  // What this look finds complete is in whatever the next one reads.
  if (auto fresh = reader.refresh(); !fresh) return tl::unexpected<Error>(fresh.error());
  const std::uint64_t complete = reader.revision();
  const auto from = read_cursor(request.since, reader.archive_id());
  if (!from) return tl::unexpected<Error>(from.error());
  const std::uint64_t named = from->round ? std::max(from->revision, from->round->revision) : from->revision;
  if (named > complete)
    return fail(Code::invalid, "since is of a later state than this archive has; was it put back from a copy? Begin again without it.",
                "since");
  const auto page =
      reader.with([&](Xapian::Database&) { return store::changes(reader, *from, request.limit, complete, article::now_instant()); });
  if (!page) return tl::unexpected<Error>(page.error());
  Changes changes;
  for (const store::Change& change : page->changes)
    changes.entries.push_back({name_of(change.kind), change.id, change.revision, article::from_instant(change.time), change.reason});
  changes.cursor = write_cursor(reader.archive_id(), page->next);
  changes.more = page->more;
  changes.index_id = reader.archive_id();
  changes.revision = complete;
  return changes;
}

}  // namespace backfile::search
