// The table itself. A slot number, once given, is never given to another field.
#include "indexer/schema/fields.h"

namespace backfile::schema {
namespace {

constexpr Slot facet_slot(Slot number) { return kFirstFieldSlot + number; }

constexpr FieldInfo kFields[] = {
    {Field::id, "id", Kind::exact, "Q", kNoSlot, false, 0, ""},
    {Field::url, "url", Kind::exact, "U", kNoSlot, false, 0, ""},
    {Field::source, "source", Kind::exact, "XSO", facet_slot(0), true, 0, "XWO"},
    {Field::section, "section", Kind::path, "XSE", facet_slot(1), true, 0, "XWS"},
    {Field::author, "author", Kind::exact, "A", facet_slot(2), true, 0, "XWA"},
    {Field::tag, "tag", Kind::exact, "K", facet_slot(3), true, 0, "XWT"},
    {Field::language, "language", Kind::exact, "L", facet_slot(4), true, 0, ""},
    {Field::page, "page", Kind::exact, "XPG", kNoSlot, false, 0, ""},
    {Field::edition, "edition", Kind::exact, "XED", kNoSlot, false, 0, ""},
    {Field::title, "title", Kind::text, "S", kNoSlot, false, 30, "S"},
    {Field::subtitle, "subtitle", Kind::text, "", kNoSlot, false, 15, ""},
    {Field::summary, "summary", Kind::text, "", kNoSlot, false, 10, ""},
    {Field::body, "body", Kind::text, "", kNoSlot, false, 10, ""},
    {Field::published, "published", Kind::date, "", kNoSlot, false, 0, ""},
    {Field::modified, "modified", Kind::stored, "", kNoSlot, false, 0, ""},
    {Field::embargoed, "embargoed", Kind::stored, "", kNoSlot, false, 0, ""},
    {Field::status, "status", Kind::stored, "", kNoSlot, false, 0, ""},
    {Field::corrections, "corrections", Kind::stored, "", kNoSlot, false, 0, ""},
    {Field::place, "place", Kind::exact, "XPL", facet_slot(5), true, 0, "XWP"},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < std::size(kFields); ++i)
    if (static_cast<std::size_t>(kFields[i].field) != i) return false;
  return std::size(kFields) == static_cast<std::size_t>(Field::place) + 1;
}
static_assert(in_order(), "info() looks a field up by its number");

}  // namespace

std::span<const FieldInfo> fields() { return kFields; }

const FieldInfo& info(Field field) { return kFields[static_cast<std::size_t>(field)]; }

}  // namespace backfile::schema
