// Acronyms: U.S., N.A.T.O., and the few that are another word in small letters.
//
// Two or more single letters with dots between them are one word, and its dots do not count: N.A.T.O. = NATO = nato, a.m. = am.
// The last dot belongs to the marked text. Of "J.K.Rowling" the letters J.K. are such a word; "J. K." with a space is two.
//
// A homograph has a term of its own, with dots, that its small-letter word has not:
//   U.S.  U.S  u.s.  US    "u.s"     us, Us    "us"
//   I.T.  IT               "i.t"     it, It    "it"
//   W.H.O. WHO             "w.h.o"   who, Who  "who"
// "U. S." with one space, as older newspapers set it, is one word with three terms at one position: u.s, u and s.
// These have no stems. Before an ending in capitals (IT'S) a homograph is the plain word.
//
// In a paragraph or title without any small letter, but with a word of four or more capitals or three words of two or more ("HELP US NOW",
// "WHO IS IT"), capitals tell nothing: there an undotted homograph gets both terms at one position, the acronym first.
// The list is short on purpose: who types "aids", "un" or "ice" in small letters still wants AIDS, the UN and ICE.
#pragma once
#include <string_view>

namespace backfile::analysis {

/// The acronym's own term for a folded homograph ("us" -> "u.s"), or empty.
std::string_view homograph_term(std::string_view folded);

/// Whether every cased letter of a word as written is a capital, and there is one.
bool all_capitals(std::string_view word);

/// Whether a paragraph is set in capitals: no small letter, and a word of at least four capitals or at least three of two or more.
bool set_in_capitals(std::string_view paragraph);

}  // namespace backfile::analysis
