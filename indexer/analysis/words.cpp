// The rules of words.h over the pieces between a written word's connectors.
#include "indexer/analysis/words.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "indexer/analysis/acronyms.h"
#include "indexer/analysis/apostrophes.h"
#include "indexer/analysis/fold.h"
#include "indexer/analysis/numbers.h"
#include "indexer/analysis/scan.h"

namespace backfile::analysis {
namespace {

// More of a hostile "word" than this is not even folded: a term takes 200 bytes.
constexpr std::size_t kMaxPieceBytes = 4096;

bool is_connector(CharClass kind) { return kind >= CharClass::apostrophe; }

bool joins_digits(CharClass kind) {
  return kind == CharClass::dot || kind == CharClass::comma || kind == CharClass::apostrophe || kind == CharClass::middle_dot;
}

bool vanishes(CharClass kind) { return kind == CharClass::apostrophe || kind == CharClass::middle_dot || kind == CharClass::quote; }

char number_sign(CharClass kind) { return kind == CharClass::comma ? ',' : kind == CharClass::apostrophe ? '\'' : '.'; }

bool begins_with_capital(std::string_view word) {
  std::size_t at = 0;
  const UChar32 first = next_character(word, at);
  return first >= 0 && u_isupper(first);
}

bool is_katakana(std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    const UChar32 c = next_character(word, at);
    UErrorCode status = U_ZERO_ERROR;
    if (c != 0x30FC && uscript_getScript(c, &status) != USCRIPT_KATAKANA) return false;
  }
  return true;
}

}  // namespace

const std::vector<Reading>& WordReader::read(std::string_view written, Language language) {
  written_ = written;
  language_ = language;
  readings_.clear();
  std::size_t start = 0;
  if (class_of(bmp_classes(), next_character(written, start)) == CharClass::dictionary) {
    add_dictionary_word();
    return readings_;
  }
  if (written == kSpacedUs) {
    add_spaced_us();
    return readings_;
  }
  split();
  for (std::size_t piece = 0; piece < pieces_.size();) {
    std::size_t next = read_number(piece);
    if (next == piece) next = read_acronym(piece);
    if (next == piece) next = read_ampersand(piece);
    if (next == piece) next = read_apostrophes(piece);
    piece = next;
  }
  return readings_;
}

void WordReader::split() {
  pieces_.clear();
  tail_ = written_.size();
  while (tail_ > 1 && (written_[tail_ - 1] == '+' || written_[tail_ - 1] == '#')) --tail_;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < tail_;) {
    const std::size_t here = at;
    const CharClass kind = class_of(bmp_classes(), next_character(written_, at));
    if (!is_connector(kind)) continue;
    if (here > begin) {
      add_piece(begin, here, kind);
    } else if (!pieces_.empty()) {
      pieces_.back().behind = kind;  // the apostrophe of "U.S.’s" counts, not the dot before it
    }
    begin = at;
  }
  if (tail_ > begin) add_piece(begin, tail_, CharClass::separator);
  if (!pieces_.empty()) pieces_.back().behind = CharClass::separator;
}

void WordReader::add_piece(std::size_t begin, std::size_t end, CharClass behind) {
  Piece piece{begin, end, 0, Kind::letters, behind};
  bool digits = false, letters = false, digit_behind_letter = false;
  for (std::size_t at = begin; at < end;) {
    const std::size_t here = at;
    const UChar32 c = next_character(written_, at);
    const CharClass kind = class_of(bmp_classes(), c);
    const bool ordinal_sign = (c == 0x00BA || c == 0x00AA) && digits && !letters;
    if (ordinal_sign && at == end) piece.end = here;
    if (ordinal_sign || (kind != CharClass::letter && kind != CharClass::digit)) continue;
    ++piece.characters;
    digit_behind_letter = digit_behind_letter || (letters && kind == CharClass::digit);
    (kind == CharClass::digit ? digits : letters) = true;
  }
  if (digits && !letters) piece.kind = Kind::digits;
  if (digits && letters) piece.kind = digit_behind_letter ? Kind::mixed : Kind::digits_then_letters;
  pieces_.push_back(piece);
}

std::string_view WordReader::text(std::size_t first, std::size_t last) const {
  const std::size_t begin = pieces_[first].begin;
  return cut(written_.substr(begin, pieces_[last].end - begin), kMaxPieceBytes);
}

bool WordReader::is_initial(std::size_t piece) const { return pieces_[piece].characters == 1 && pieces_[piece].kind == Kind::letters; }

bool WordReader::acronym_at(std::size_t piece) const {
  return piece + 1 < pieces_.size() && is_initial(piece) && pieces_[piece].behind == CharClass::dot && is_initial(piece + 1);
}

std::size_t WordReader::read_number(std::size_t first) {
  std::vector<char> separators;
  std::size_t last = first;
  while (pieces_[last].kind == Kind::digits && joins_digits(pieces_[last].behind) &&
         (pieces_[last + 1].kind == Kind::digits || pieces_[last + 1].kind == Kind::digits_then_letters)) {
    separators.push_back(number_sign(pieces_[last].behind));
    ++last;
  }
  if (last == first) return first;
  std::vector<std::string> groups;
  for (std::size_t i = first; i <= last; ++i) groups.push_back(fold_word(text(i, i), kMaxTermBytes));
  const std::size_t digits = groups.back().find_first_not_of("0123456789");
  const std::string letters = digits == std::string::npos ? std::string() : groups.back().substr(digits);
  groups.back().resize(groups.back().size() - letters.size());
  const std::vector<std::string> numbers = number_readings(groups, separators);
  for (const std::string& number : numbers)
    add(pieces_[first].begin, pieces_[last].end, number + letters).same_position = &number != numbers.data();
  if (numbers.empty())
    for (std::size_t i = first; i <= last; ++i) add_word(i, i);
  return behind_clitic(last);
}

std::size_t WordReader::read_acronym(std::size_t first) {
  if (!acronym_at(first)) return first;
  std::size_t last = first + 1;
  while (acronym_at(last)) ++last;
  std::size_t end = pieces_[last].end;
  if (end < written_.size() && written_[end] == '.') ++end;
  std::string term = fold_word(text(first, last), kMaxTermBytes);
  const std::string_view homograph = homograph_term(term);
  if (!homograph.empty()) {
    add(pieces_[first].begin, end, std::string(homograph));
  } else if (!term.empty()) {
    Reading& reading = add(pieces_[first].begin, end, std::move(term));
    stemmers_.stems(language_.stemmer, text(first, last), reading.term, reading.stems);
  }
  return behind_clitic(last);
}

std::size_t WordReader::read_ampersand(std::size_t first) {
  constexpr std::uint32_t kShort = 3;
  std::size_t last = first;
  std::string term = fold_word(text(first, first), kMaxTermBytes);
  while (pieces_[last].behind == CharClass::ampersand && pieces_[last].characters <= kShort && pieces_[last + 1].characters <= kShort) {
    ++last;
    if (term.size() < kMaxTermBytes) term += "&" + fold_word(text(last, last), kMaxTermBytes);
  }
  if (last == first) return first;
  add(pieces_[first].begin, pieces_[last].end, std::string(cut(term, kMaxTermBytes)));
  return behind_clitic(last);
}

std::size_t WordReader::read_apostrophes(std::size_t first) {
  std::size_t last = first;
  while (vanishes(pieces_[last].behind)) {
    if (pieces_[last].kind == Kind::digits && pieces_[last + 1].kind == Kind::digits) break;
    ++last;
  }
  const std::size_t next = last + 1;
  const bool apostrophe = pieces_[first].behind == CharClass::apostrophe && last > first;
  if (last > first && pieces_[last - 1].behind == CharClass::apostrophe && is_clitic(fold_word(text(last, last), kMaxTermBytes))) --last;
  if (last == first || !apostrophe) {
    const bool capital_clitic = next > last + 1 && all_capitals(text(next - 1, next - 1));
    add_word(first, last, !capital_clitic);
    return next;
  }
  const std::size_t rest = first + 1;
  if (is_elision(fold_word(text(first, first), kMaxTermBytes), fold_word(text(rest, rest), kMaxTermBytes))) {
    if (acronym_at(rest)) return rest;
    add_word(rest, last);
    if (begins_with_capital(text(first, first)) || begins_with_capital(text(rest, rest))) add_second(text(first, last));
  } else if (language_.turkish) {
    add_word(first, first);
    add_second(text(first, last));
  } else {
    add_word(first, last);
  }
  return next;
}

// The piece to go on with behind a number, an acronym or a word with &: a possessive 's is passed over.
std::size_t WordReader::behind_clitic(std::size_t last) const {
  if (pieces_[last].behind != CharClass::apostrophe) return last + 1;
  return is_clitic(fold_word(text(last + 1, last + 1), kMaxTermBytes)) ? last + 2 : last + 1;
}

Reading& WordReader::add(std::size_t begin, std::size_t end, std::string term) {
  Reading& reading = readings_.emplace_back();
  reading.begin = static_cast<std::uint32_t>(begin);
  reading.end = static_cast<std::uint32_t>(end);
  reading.term = std::move(term);
  reading.term.resize(cut(reading.term, kMaxTermBytes).size());
  return reading;
}

void WordReader::add_word(std::size_t first, std::size_t last, bool may_be_acronym) {
  const std::string_view word = text(first, last);
  const std::size_t begin = pieces_[first].begin, end = pieces_[last].end;
  std::string term = fold_word(word, kMaxTermBytes);
  if (term.empty()) return;
  if (end == tail_ && tail_ < written_.size()) {
    add(begin, written_.size(), term.append(written_.substr(tail_)));
    return;
  }
  const std::string_view homograph = may_be_acronym && first == last && all_capitals(word) ? homograph_term(term) : std::string_view();
  if (!homograph.empty()) add(begin, end, std::string(homograph));
  Reading& reading = add(begin, end, std::move(term));
  reading.same_position = reading.only_in_capitals = !homograph.empty();
  stemmers_.stems(language_.stemmer, word, reading.term, reading.stems);
}

// The joined spelling of a word of which only a part was added.
void WordReader::add_second(std::string_view written) {
  if (readings_.empty()) return;
  std::string term = fold_word(written, kMaxTermBytes);
  if (term == readings_.back().term) return;
  Reading& reading = add(readings_.back().begin, readings_.back().end, std::move(term));
  reading.same_position = true;
  stemmers_.stems(language_.stemmer, written, reading.term, reading.stems);
}

void WordReader::add_spaced_us() {
  add(0, written_.size(), std::string(homograph_term("us")));
  for (const char* letter : {"u", "s"}) {
    Reading& reading = add(0, written_.size(), letter);
    reading.same_position = true;
    stemmers_.stems(language_.stemmer, letter, letter, reading.stems);
  }
}

// A word by ICU's dictionaries, or a pair of characters. A katakana word of four or more characters loses its last long vowel:
// コンピューター = コンピュータ.
void WordReader::add_dictionary_word() {
  constexpr std::string_view kLongVowel = "\u30FC";
  constexpr std::size_t kFourKana = 12;  // bytes
  std::string term = fold_word(cut(written_, kMaxPieceBytes), kMaxTermBytes);
  if (term.empty()) return;
  if (term.size() >= kFourKana && term.ends_with(kLongVowel) && is_katakana(term)) term.resize(term.size() - kLongVowel.size());
  Reading& reading = add(0, written_.size(), std::move(term));
  stemmers_.stems(language_.stemmer, written_, reading.term, reading.stems);
}

}  // namespace backfile::analysis
