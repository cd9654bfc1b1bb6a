// One pass over the text: find written words, look their terms up, give them positions. It goes by blocks of 64 bytes (byte_masks.h), of
// which most hold nothing but plain words: ASCII letters and digits that nothing joins to anything. Whether a sign or a letter outside
// ASCII behind such a word belongs to it, scan.h says.
#include "indexer/analysis/analyzer.h"

#include <unicode/uversion.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <optional>

#include "indexer/analysis/acronyms.h"
#include "indexer/analysis/apostrophes.h"
#include "indexer/analysis/byte_masks.h"
#include "indexer/analysis/dictionary_words.h"
#include "indexer/analysis/ngrams.h"
#include "indexer/analysis/scan.h"
#include "indexer/analysis/wanted_words.h"
#include "indexer/analysis/word_cache.h"

namespace backfile::analysis {
namespace {

// Room kept from one text to the next, 16 MB: far more than any but a monstrous article needs.
constexpr std::size_t kKeptTokens = 1u << 18;

constexpr UChar32 kParagraphSeparator = 0x2029;

/// The bits below `bit`, which is less than 64.
std::uint64_t below(unsigned bit) { return (std::uint64_t{1} << bit) - 1; }

unsigned first_of(std::uint64_t bits) { return static_cast<unsigned>(std::countr_zero(bits)); }

// Up to 64 bytes from `base` on. No word reaches into it from before.
struct Block {
  std::size_t base;
  const char* bytes;  // at least one more can be read than there are bits in `masks`
  ByteMasks masks;

  std::uint64_t starts() const { return masks.word & ~(masks.word << 1); }
  /// Where something must be looked at more closely: newlines, what lies outside ASCII, and signs that may join or belong to a word.
  std::uint64_t events() const {
    const std::uint64_t behind_word = masks.word << 1, behind_letter = behind_word & ~(behind_word << 1);
    constexpr std::uint64_t kUnknown = std::uint64_t{1} << 63;  // what follows the block
    const std::uint64_t before_word = (masks.word | masks.outside) >> 1 | kUnknown;
    return masks.newline | masks.outside | (masks.sign & behind_word & (before_word | behind_letter));
  }
  std::size_t word_end(unsigned start) const { return base + start + static_cast<unsigned>(std::countr_one(masks.word >> start)); }
};

}  // namespace

struct Analyzer::Impl {
  explicit Impl(std::size_t word_bytes) : cache(word_bytes) {}

  Scanner scanner;
  DictionaryWords dictionary;
  WordCache cache;
  std::vector<Token> tokens;
  std::vector<RunCharacter> characters;  // of the current run
  std::string joined;

  std::string_view text;
  Language language;
  unsigned language_key = 0;
  const WantedWords* wanted = nullptr;
  std::uint32_t next_position = 0;
  std::optional<std::uint32_t> last_position;  // of the words so far, those that are not wanted included
  std::size_t paragraph_begin = 0;
  enum class Capitals { unknown, yes, no } capitals = Capitals::unknown;

  void start(std::string_view new_text, std::string_view tag, const WantedWords& words);
  void run();
  std::size_t block(std::size_t base);
  std::size_t event(std::size_t at, const Block& block);
  void plain_words(const Block& block, std::uint64_t starts);
  std::size_t step(std::size_t at);
  void end_paragraph(std::size_t at);
  void emit(std::size_t begin, std::size_t end);
  void emit_run(std::size_t begin, std::size_t end);
  void emit_pairs(std::size_t begin, std::size_t end);
  bool paragraph_in_capitals();
};

void Analyzer::Impl::start(std::string_view new_text, std::string_view tag, const WantedWords& words) {
  cache.trim();
  tokens.clear();
  if (tokens.capacity() > kKeptTokens) tokens.shrink_to_fit();
  text = new_text;
  const std::string_view base = tag.substr(0, tag.find('-'));
  language = {stemmer_of(base), writes_dotless_i(base)};
  language_key = static_cast<unsigned>(language.stemmer + 1) * 2 + (language.turkish ? 1 : 0);
  wanted = &words;
  next_position = 0;
  last_position.reset();
  paragraph_begin = 0;
  capitals = Capitals::unknown;
}

void Analyzer::Impl::run() {
  for (std::size_t at = 0; at < text.size();) at = block(at);
}

// Takes the block's words and what stands between them. The byte to go on with.
std::size_t Analyzer::Impl::block(std::size_t base) {
  std::array<char, kMaskedBytes + 2> last{};  // two more are looked at behind a word
  const std::size_t left = text.size() - base;
  if (left < last.size()) std::memcpy(last.data(), text.data() + base, left);
  Block block{base, left < last.size() ? last.data() : text.data() + base, {}};
  block.masks = masks_of(block.bytes);
  std::size_t size = std::min(left, kMaskedBytes);
  std::uint64_t starts = block.starts();
  if (block.masks.word >> (kMaskedBytes - 1)) {  // a word that may go on: it begins the next block
    size -= static_cast<std::size_t>(std::countl_one(block.masks.word));
    if (size == 0) return event(base, block);
    starts &= below(static_cast<unsigned>(size));
  }
  for (std::uint64_t events = block.events(); events;) {
    const unsigned at = first_of(events);
    // Behind a word that was not looked at yet: that word.
    const bool behind_word = at > 0 && (block.masks.word >> (at - 1) & 1) && (starts & below(at));
    const unsigned from = behind_word ? static_cast<unsigned>(std::bit_width(starts & below(at))) - 1 : at;
    plain_words(block, starts & below(from));
    const std::size_t next = event(base + from, block) - base;
    if (next >= size) return base + next;
    events &= ~below(static_cast<unsigned>(next));
    starts &= ~below(static_cast<unsigned>(next));
  }
  plain_words(block, starts);
  return base + size;
}

// One word, newline or character outside ASCII, whatever it is. The byte to go on with.
std::size_t Analyzer::Impl::event(std::size_t at, const Block& block) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (is_ascii_word(c)) {
    const std::size_t end = scanner.word_end(text, at);
    const auto start = static_cast<unsigned>(at - block.base);
    if (end == block.word_end(start) && end < block.base + kMaskedBytes)  // joined to nothing
      plain_words(block, std::uint64_t{1} << start);
    else if (!wanted->may_be(text.data() + at) && is_plain_with_ending(text.substr(at, end - at)))
      last_position = next_position++;
    else
      emit(at, end);
    return end;
  }
  if (c >= 0x80) return step(at);
  if (c == '\n' && blank_line_follows(text, at)) end_paragraph(at);
  return at + 1;
}

void Analyzer::Impl::plain_words(const Block& block, std::uint64_t starts) {
  if (starts == 0) return;
  for (; starts; starts &= starts - 1) {
    const unsigned start = first_of(starts);
    if (wanted->may_be(block.bytes + start))
      emit(block.base + start, block.word_end(start));
    else
      ++next_position;
  }
  last_position = next_position - 1;
}

// At a character outside ASCII: a word, a run, or nothing. The byte to go on with.
std::size_t Analyzer::Impl::step(std::size_t at) {
  std::size_t end = at;
  const UChar32 c = next_character(text, end);
  const CharClass kind = scanner.class_of_character(c);
  if (kind == CharClass::letter || kind == CharClass::digit) {
    end = scanner.word_end(text, at);
    emit(at, end);
  } else if (kind == CharClass::dictionary) {
    end = scanner.run_end(text, at);
    emit_run(at, end);
  } else if (c == kParagraphSeparator) {
    end_paragraph(at);
  }
  return end;
}

void Analyzer::Impl::end_paragraph(std::size_t at) {
  paragraph_begin = at;
  capitals = Capitals::unknown;
  if (last_position) next_position = *last_position + kParagraphGap;
}

void Analyzer::Impl::emit(std::size_t begin, std::size_t end) {
  const CachedWord word = cache.get(text.substr(begin, end - begin), language_key, language);
  const auto offset = static_cast<std::uint32_t>(begin);
  for (std::uint32_t i = 0; i < word.count(); ++i) {
    const CachedReading reading = word.reading(i);
    if (reading.only_in_capitals && !paragraph_in_capitals()) continue;
    if (!reading.same_position) ++next_position;
    last_position = next_position - 1;
    tokens.push_back({reading.term, {reading.stems[0], reading.stems[1]}, *last_position, offset + reading.begin, offset + reading.end});
  }
}

// The pair first: a place is taken for what its first token says (see Token).
void Analyzer::Impl::emit_pairs(std::size_t begin, std::size_t end) {
  const std::string_view run = text.substr(begin, end - begin);
  run_characters(run, characters);
  const auto put = [&](std::string_view written, std::uint32_t first, std::uint32_t last) {
    const CachedWord word = cache.get(written, language_key, language);
    if (word.count() > 0) last_position = next_position;
    for (std::uint32_t i = 0; i < word.count(); ++i)
      tokens.push_back(
          {word.reading(i).term, {}, next_position, static_cast<std::uint32_t>(begin) + first, static_cast<std::uint32_t>(begin) + last});
  };
  for (std::size_t i = 0; i < characters.size(); ++i, ++next_position) {
    const RunCharacter& one = characters[i];
    const std::string_view written = run.substr(one.begin, one.written_end - one.begin);
    if (i + 1 < characters.size()) {
      const RunCharacter& other = characters[i + 1];
      const bool whole = one.written_end == other.begin;
      if (!whole) joined.assign(written).append(run.substr(other.begin, other.written_end - other.begin));
      put(whole ? run.substr(one.begin, other.written_end - one.begin) : std::string_view(joined), one.begin, other.end);
    }
    put(written, one.begin, one.end);
  }
}

void Analyzer::Impl::emit_run(std::size_t begin, std::size_t end) {
  if (is_paired_run(text.substr(begin, end - begin))) return emit_pairs(begin, end);
  std::size_t from = begin;
  for (const std::uint32_t word_end : dictionary.ends(text.substr(begin, end - begin))) {
    emit(from, begin + word_end);
    from = begin + word_end;
  }
}

bool Analyzer::Impl::paragraph_in_capitals() {
  if (capitals == Capitals::unknown) {
    std::size_t end = paragraph_begin;
    while (end < text.size() && (end == paragraph_begin || text[end] != '\n' || !blank_line_follows(text, end))) ++end;
    capitals = set_in_capitals(text.substr(paragraph_begin, end - paragraph_begin)) ? Capitals::yes : Capitals::no;
  }
  return capitals == Capitals::yes;
}

Analyzer::Analyzer(std::size_t word_bytes) : impl_(std::make_unique<Impl>(word_bytes)) {}
Analyzer::~Analyzer() = default;

const std::vector<Token>& Analyzer::tokens(std::string_view text, std::string_view language) {
  return tokens(text, language, WantedWords::all());
}

const std::vector<Token>& Analyzer::tokens(std::string_view text, std::string_view language, const WantedWords& wanted) {
  impl_->start(text, language, wanted);
  impl_->run();
  return impl_->tokens;
}

std::string analyzer_version() {
  return std::to_string(kAnalyzerVersion) + " icu-" + U_ICU_VERSION + " xapian-" + Xapian::version_string();
}

}  // namespace backfile::analysis
