// THE field table: every field's name, kind, term prefix and value slot. No prefix and no slot number is written anywhere else.
// Prefixes follow Xapian's conventions (docs/omega/termprefixes): X… for those of our own.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace backfile::schema {

/// Changes whenever terms, slots or the stored form change so that an archive has to be re-indexed.
inline constexpr int kSchemaVersion = 3;

using Slot = std::uint32_t;
inline constexpr Slot kNoSlot = 0xFFFFFFFF;

enum class Kind {
  text,    // words with positions, and stems
  exact,   // one term a value: folded, spaces collapsed, at most 200 bytes (longer: the head and a hash)
  path,    // exact, and one term for every level above: "japan/politics" is also "japan"
  date,    // terms by day, month, year and slots (see dates.h)
  stored,  // kept and shown, not searchable
};

enum class Field : std::uint8_t {
  id,
  url,
  source,
  section,
  author,
  tag,
  language,
  page,
  edition,
  title,
  subtitle,
  summary,
  body,
  published,
  modified,
  embargoed,
  status,
  corrections,
  place
};

struct FieldInfo {
  Field field;
  std::string_view name;  // as in native JSON and as a query prefix: "author"
  Kind kind;
  std::string_view prefix;  // of its terms; empty for plain words
  Slot slot;                // its value, for facets; kNoSlot where none
  bool facet;
  int weight;                    // how much more a word counts here than in the body, in tenths
  std::string_view word_prefix;  // of the terms of its single words, with positions; empty where its words are not indexed by themselves
};

std::span<const FieldInfo> fields();
const FieldInfo& info(Field field);

/// Slots that belong to no single field. Written by ingest/document, read by server/search.
enum SpecialSlot : Slot {
  kNewestSlot,      // instant(6 bytes) + id: descending is newest first, undated last
  kOldestSlot,      // complement of the instant + id: descending is oldest first, undated last
  kFirstSlot,       // first local second of `published`, 6 bytes; absent where undated
  kLastSlot,        // last local second of `published`
  kDigestSlot,      // article::digest, 16 bytes
  kEmbargoSlot,     // instant until which it is invisible, 6 bytes; only of one that came before it
  kIndexedSlot,     // instant at which it was last added or replaced, 6 bytes
  kCollapseSlot,    // reserved: key of the wire-copy story
  kTitleWordsSlot,  // folded words of the title, a space between: what suggestions complete; at most 200 bytes
  kFirstFieldSlot,  // fields() use the slots from here on
};

// Term makers. All give terms of at most 245 bytes as Xapian counts them, without NUL.
std::string word_term(std::string_view folded);                                 // "coal"
std::string stem_term(std::string_view language, std::string_view stem);        // "Zen:coal"
std::string title_word_term(std::string_view folded);                           // "Scoal"
std::string title_stem_term(std::string_view language, std::string_view stem);  // "ZSen:coal"
/// One word of a field that has words of its own (info(field).word_prefix): "XWAdoe" for the author Jane Doe.
std::string field_word_term(Field field, std::string_view folded);
/// The value under the field's prefix: folded; a URL by article::normalise_url, a language canonical, a path without empty levels. Over 200
/// bytes: the head and a digest. A query for one value asks for this term.
std::string exact_term(Field field, std::string_view value);
std::string id_term(std::string_view id);  // "Q" + id, never folded
/// Every term under which an article with `value` is found, exact_term first: for a path also its parents (the top 15 levels), for `en-US`
/// also `en`. Index all of them; ask for exact_term alone.
std::vector<std::string> filter_terms(Field field, std::string_view value);

// Terms of a date. By precision: a day has D, M and Y, a month M and Y, a year Y alone.
std::string day_term(int year, int month, int day);  // "D19120416"
std::string month_term(int year, int month);         // "M191204"
std::string year_term(int year);                     // "Y1912"
std::string anniversary_term(int month, int day);    // "XN0416": that day in any year
std::string precision_term(std::string_view name);   // "XPmonth": marks dates coarser than a day

// Terms of state.
std::string all_term();                          // carried by every article that searches may show at all
std::string held_term(std::string_view status);  // "XHwithheld", "XHcanceled", "XHgone" (a tombstone)
std::string embargo_term();                      // had an embargo when it came: compare kEmbargoSlot

// Terms for following an archive. Numbers and instants are fixed-width hexadecimal, so that the order of the terms is theirs.
std::string revision_term(std::uint64_t revision);   // "XR…": the archive's revision that wrote this form of the article
std::string embargo_end_term(std::int64_t instant);  // "XU…": the instant of kEmbargoSlot
std::string seen_term();                             // "XSEEN": readers could see an earlier form of this id
std::string held_copy_term(std::string_view id);     // "XI" + id: of the document in the database of held articles
/// The number in a revision_term or embargo_end_term; 0 for any other term.
std::uint64_t number_in_term(std::string_view term);

/// Seconds since 0001-01-01 as 6 big-endian bytes (clamped to 0 … 2^48-1): string order is time order.
std::string time_value(std::int64_t seconds);
std::int64_t read_time_value(std::string_view value);

/// Folds a facet or filter value the way exact terms are folded: NFKC case folding, accents per script kept out as in the analyzer, spaces
/// collapsed.
std::string fold_value(std::string_view value);

}  // namespace backfile::schema
