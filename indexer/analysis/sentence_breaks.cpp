// The rules SB4 to SB11, found from their only beginnings: a terminator, or a separator of paragraphs.
#include "indexer/analysis/sentence_breaks.h"

#include <unicode/uchar.h>

#include <array>
#include <cstdint>

#include "indexer/analysis/characters.h"

namespace backfile::analysis {
namespace {

using Kind = std::uint8_t;  // an USentenceBreak

Kind property(UChar32 c) { return static_cast<Kind>(u_getIntPropertyValue(c, UCHAR_SENTENCE_BREAK)); }

const std::array<Kind, 128>& ascii_kinds() {
  static const std::array<Kind, 128> kinds = [] {
    std::array<Kind, 128> made{};
    for (std::size_t c = 0; c < made.size(); ++c) made[c] = property(static_cast<UChar32>(c));
    for (const char space : {'\t', '\n', '\v', '\f', '\r', ' '}) made[static_cast<std::size_t>(space)] = U_SB_SP;
    return made;
  }();
  return kinds;
}

// SB5: what extends a character is not there for any other rule.
bool extends(Kind kind) { return kind == U_SB_EXTEND || kind == U_SB_FORMAT; }

bool separates(Kind kind) { return kind == U_SB_SEP || kind == U_SB_CR || kind == U_SB_LF; }

bool terminates(Kind kind) { return kind == U_SB_ATERM || kind == U_SB_STERM; }

bool is_letter(Kind kind) { return kind == U_SB_OLETTER || kind == U_SB_UPPER || kind == U_SB_LOWER; }

class Walk {
 public:
  Walk(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  bool done() const { return at_ >= text_.size(); }
  std::size_t at() const { return at_; }

  Kind peek() const {
    std::size_t behind = at_;
    return read(behind);
  }
  /// Over ASCII that ends nothing. last: becomes the kind of the last character passed.
  void pass_ascii(Kind& last) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && static_cast<unsigned char>(text_[at_]) < 0x80 && !terminates(kinds_[static_cast<std::size_t>(text_[at_])]))
      ++at_;
    if (at_ > begin) last = kinds_[static_cast<std::size_t>(text_[at_ - 1])];
  }
  /// The kind of the character here, and over it and what extends it.
  Kind take() {
    const Kind kind = read(at_);
    for (std::size_t behind = at_; !separates(kind) && behind < text_.size();) {
      if (static_cast<unsigned char>(text_[behind]) < 0x80 || !extends(read(behind))) break;
      at_ = behind;
    }
    return kind;
  }
  void take_all(Kind kind) {
    while (!done() && peek() == kind) take();
  }

 private:
  Kind read(std::size_t& at) const {
    const auto byte = static_cast<unsigned char>(text_[at]);
    if (byte < 0x80) return ++at, kinds_[byte];
    const UChar32 c = next_character(text_, at);
    return c < 0 ? Kind{U_SB_OTHER} : property(c);
  }

  const std::array<Kind, 128>& kinds_ = ascii_kinds();
  std::string_view text_;
  std::size_t at_;
};

// SB8: the next letter, if nothing ends a sentence before it, is a small one.
bool small_letter_follows(Walk ahead) {
  while (!ahead.done()) {
    const Kind kind = ahead.take();
    if (is_letter(kind) || separates(kind) || terminates(kind)) return kind == U_SB_LOWER;
  }
  return false;
}

// Behind a terminator; the walk goes to where the sentence may end. before: the kind of the character in front of the terminator.
bool ends(Kind terminator, Kind before, Walk& walk) {
  if (walk.done()) return true;
  if (terminator == U_SB_ATERM) {
    const Kind next = walk.peek();
    if (next == U_SB_NUMERIC) return false;                                                  // SB6
    if ((before == U_SB_UPPER || before == U_SB_LOWER) && next == U_SB_UPPER) return false;  // SB7
  }
  walk.take_all(U_SB_CLOSE);  // SB9
  walk.take_all(U_SB_SP);     // SB10
  if (walk.done()) return true;
  const Kind next = walk.peek();
  if (separates(next)) return walk.take(), true;
  if (terminator == U_SB_ATERM && small_letter_follows(walk)) return false;
  return next != U_SB_SCONTINUE && !terminates(next);  // SB8a, SB11
}

}  // namespace

std::size_t next_sentence_break(std::string_view text, std::size_t from) {
  Walk walk(text, from);
  Kind before = U_SB_OTHER;
  for (walk.pass_ascii(before); !walk.done(); walk.pass_ascii(before)) {
    const Kind kind = walk.take();
    if (separates(kind) || (terminates(kind) && ends(kind, before, walk))) return walk.at();
    if (!extends(kind)) before = kind;
  }
  return text.size();
}

}  // namespace backfile::analysis
