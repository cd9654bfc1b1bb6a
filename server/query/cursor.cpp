// Text: n (newest first) or o (oldest first), the six bytes of time in hexadecimal, a hyphen, the id.
#include "server/query/cursor.h"

#include <algorithm>

#include "indexer/article/id.h"
#include "server/query/characters.h"

namespace backfile::query {
namespace {

constexpr std::size_t kTimeBytes = 6;
constexpr std::string_view kDigits = "0123456789abcdef";

}  // namespace

Result<Cursor> parse_cursor(std::string_view text) {
  if (text == "*") return Cursor{};
  Cursor cursor;
  constexpr std::size_t kHead = 1 + 2 * kTimeBytes;
  bool sound = text.size() > kHead + 1 && (text[0] == 'n' || text[0] == 'o') && text[kHead] == '-';
  for (std::size_t i = 1; sound && i < kHead; i += 2) {
    const auto high = kDigits.find(text[i]), low = kDigits.find(text[i + 1]);
    sound = high != std::string_view::npos && low != std::string_view::npos;
    if (sound) cursor.after += static_cast<char>(high << 4 | low);
  }
  sound = sound && article::is_url_safe(text.substr(kHead + 1));
  if (!sound) return fail(Code::invalid, quoted(text) + " is no cursor: write * to begin, then the next_cursor of each answer.", "cursor");
  cursor.order = text[0] == 'n' ? Sort::newest : Sort::oldest;
  cursor.after += text.substr(kHead + 1);
  return cursor;
}

std::string to_text(const Cursor& cursor) {
  if (cursor.after.empty()) return "*";
  std::string text(1, cursor.order == Sort::oldest ? 'o' : 'n');
  for (std::size_t i = 0; i < kTimeBytes; ++i) {
    const auto byte = static_cast<unsigned char>(cursor.after[i]);
    text += {kDigits[byte >> 4], kDigits[byte & 15]};
  }
  return text + '-' + cursor.after.substr(kTimeBytes);
}

Cursor after(Sort order, std::string slot_value) { return {order, std::move(slot_value)}; }

schema::Slot slot_of(Sort order) { return order == Sort::oldest ? schema::kOldestSlot : schema::kNewestSlot; }

Xapian::Query beyond(const Cursor& cursor, Xapian::Query query) {
  if (cursor.after.empty()) return query;
  using Query = Xapian::Query;
  const Query rest(Query::OP_VALUE_LE, slot_of(cursor.order), cursor.after);
  // The article itself is not below its own value: no string is the next lower one.
  return {Query::OP_AND_NOT, Query(Query::OP_FILTER, query, rest), Query(schema::id_term(cursor.after.substr(kTimeBytes)))};
}

}  // namespace backfile::query
