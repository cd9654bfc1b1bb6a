// One pass over the text: find written words, look their terms up, give them positions.
#include "indexer/analysis/analyzer.h"

#include <unicode/uversion.h>

#include "indexer/analysis/acronyms.h"
#include "indexer/analysis/dictionary_words.h"
#include "indexer/analysis/ngrams.h"
#include "indexer/analysis/scan.h"
#include "indexer/analysis/word_cache.h"

namespace backfile::analysis {
namespace {

// Room kept from one text to the next, 16 MB: far more than any but a monstrous article needs.
constexpr std::size_t kKeptTokens = 1u << 18;

constexpr UChar32 kParagraphSeparator = 0x2029;

}  // namespace

struct Analyzer::Impl {
  Scanner scanner;
  DictionaryWords dictionary;
  WordCache cache;
  std::vector<Token> tokens;
  std::vector<RunCharacter> characters;  // of the current run
  std::string joined;

  std::string_view text;
  Language language;
  unsigned language_key = 0;
  std::uint32_t next_position = 0;
  std::size_t paragraph_begin = 0;
  enum class Capitals { unknown, yes, no } capitals = Capitals::unknown;

  void start(std::string_view new_text, std::string_view tag);
  void run();
  std::size_t step(std::size_t at);
  void end_paragraph(std::size_t at);
  void emit(std::size_t begin, std::size_t end);
  void emit_run(std::size_t begin, std::size_t end);
  void emit_pairs(std::size_t begin, std::size_t end);
  bool paragraph_in_capitals();
};

void Analyzer::Impl::start(std::string_view new_text, std::string_view tag) {
  cache.trim();
  tokens.clear();
  if (tokens.capacity() > kKeptTokens) tokens.shrink_to_fit();
  text = new_text;
  const std::string_view base = tag.substr(0, tag.find('-'));
  language = {stemmer_of(base), writes_dotless_i(base)};
  language_key = static_cast<unsigned>(language.stemmer + 1) * 2 + (language.turkish ? 1 : 0);
  next_position = 0;
  paragraph_begin = 0;
  capitals = Capitals::unknown;
}

void Analyzer::Impl::run() {
  for (std::size_t at = 0; at < text.size();) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (is_ascii_word(c)) {
      const std::size_t end = scanner.word_end(text, at);
      emit(at, end);
      at = end;
    } else if (c == '\n') {
      if (blank_line_follows(text, at)) end_paragraph(at);
      ++at;
    } else if (c < 0x80) {
      ++at;
    } else {
      at = step(at);
    }
  }
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
  if (!tokens.empty()) next_position = tokens.back().position + kParagraphGap;
}

void Analyzer::Impl::emit(std::size_t begin, std::size_t end) {
  const CachedWord word = cache.get(text.substr(begin, end - begin), language_key, language);
  const auto offset = static_cast<std::uint32_t>(begin);
  for (std::uint32_t i = 0; i < word.count; ++i) {
    const CachedReading& reading = word.readings[i];
    if (reading.only_in_capitals && !paragraph_in_capitals()) continue;
    if (!reading.same_position) ++next_position;
    tokens.push_back({reading.term, {reading.stems[0], reading.stems[1]}, next_position - 1, offset + reading.begin, offset + reading.end});
  }
}

// The pair first: a place is taken for what its first token says (see Token).
void Analyzer::Impl::emit_pairs(std::size_t begin, std::size_t end) {
  const std::string_view run = text.substr(begin, end - begin);
  run_characters(run, characters);
  const auto put = [&](std::string_view written, std::uint32_t first, std::uint32_t last) {
    const CachedWord word = cache.get(written, language_key, language);
    for (std::uint32_t i = 0; i < word.count; ++i)
      tokens.push_back(
          {word.readings[i].term, {}, next_position, static_cast<std::uint32_t>(begin) + first, static_cast<std::uint32_t>(begin) + last});
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

Analyzer::Analyzer() : impl_(std::make_unique<Impl>()) {}
Analyzer::~Analyzer() = default;

const std::vector<Token>& Analyzer::tokens(std::string_view text, std::string_view language) {
  impl_->start(text, language);
  impl_->run();
  return impl_->tokens;
}

std::string analyzer_version() {
  return std::to_string(kAnalyzerVersion) + " icu-" + U_ICU_VERSION + " xapian-" + Xapian::version_string();
}

}  // namespace backfile::analysis
