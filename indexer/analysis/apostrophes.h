// Apostrophes: one inside a word may end it, begin it, or be nothing. Curly, straight, half-width, OCR'd as ` or ´: all the same.
// The rules look at the word alone, never at the language (but for Turkish), so that a query without a language meets the index.
//
//   ending    's 'll 're 've 'd 'm are not part of the word: Kishida’s = kishida, she'll = she, call'd = call.
//   elision   l' d' j' m' n' s' t' c' qu' jusqu' lorsqu' puisqu' quoiqu' un' gl' dell' nell' all' dall' sull' coll' degl' negl' agl'
//             dagl' sugl' quell' quest' bell' sant' tutt' anch' before a vowel, h or y are not part of the word: l'homme = homme,
//             dell'arte = arte.
//             Where either part begins with a capital, the joined spelling gets a second term at the same position: L'Oréal is oreal
//             and loreal, D'Arcy arcy and darcy, T'ang ang and tang.
//   else      it vanishes: don't = dont, O'Brien = obrien, Qur'an = quran, aujourd'hui = aujourdhui, Hawai'i = hawaii, п'ять = пять.
//   Turkish   (and Azeri) text: an apostrophe ends a name, and the joined spelling gets a second term: Ankara'da is ankara and ankarada.
#pragma once
#include <cstddef>
#include <string_view>

namespace backfile::analysis {

/// folded: what stands behind the apostrophe, to the end of the word.
bool is_clitic(std::string_view folded);

/// folded_prefix: what stands before the apostrophe; folded_rest: behind it.
bool is_elision(std::string_view folded_prefix, std::string_view folded_rest);

/// Whether this is ASCII letters and digits, an apostrophe, and an ending or the t of n't: a written word that takes one position, and
/// whose term begins as it does, by three letters where there are so many before the apostrophe.
bool is_plain_with_ending(std::string_view written);

/// How many bytes at the end of `before` are an elided article or the like with its apostrophe, as it stands before a word: 4 of "de l’";
/// 0 where there is none.
std::size_t elided_bytes(std::string_view before);

}  // namespace backfile::analysis
