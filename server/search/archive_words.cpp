// Walks over Xapian's sorted list of terms.
#include "server/search/archive_words.h"

#include <algorithm>

#include "server/search/similar_words.h"

namespace backfile::search {
namespace {

constexpr unsigned kLookAtClock = 256;  // terms, a few microseconds each

/// What goes before the words of a scope among the archive's terms. Plain words have none; whatever has one begins with a capital letter,
/// which no folded word does.
std::string prefix_of(schema::Field scope) {
  return scope == schema::Field::body ? std::string() : std::string(schema::info(scope).word_prefix);
}

bool is_word(std::string_view term) { return term.empty() || term.front() < 'A' || term.front() > 'Z'; }

/// Whether `pattern`, from its first '*' on, matches `text`. Each '*' may try again only behind the last one's place: linear in practice.
bool matches(std::string_view pattern, std::string_view text) {
  std::size_t p = 0, t = 0, star = pattern.npos, resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != pattern.npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

}  // namespace

std::vector<std::string> ArchiveWords::matching(schema::Field scope, std::string_view pattern, std::size_t most) {
  std::vector<std::string> words;
  const std::string prefix = prefix_of(scope);
  const std::string_view head = pattern.substr(0, pattern.find('*')), rest = pattern.substr(head.size());
  const std::string begin = prefix + std::string(head);
  const auto end = database_.allterms_end(begin);
  unsigned looked_at = 0;
  for (auto term = database_.allterms_begin(begin); term != end && words.size() < most; ++term) {
    if (++looked_at % kLookAtClock == 0) deadline_.check();
    const std::string whole = *term;
    if (matches(rest, std::string_view(whole).substr(begin.size()))) words.push_back(whole.substr(prefix.size()));
  }
  return words;
}

std::vector<std::string> ArchiveWords::similar(schema::Field scope, std::string_view folded, int letters, std::size_t most) {
  struct Near {
    int distance;
    Xapian::doccount articles;
    std::string word;
  };
  std::vector<Near> found;
  const std::string prefix = prefix_of(scope);
  SimilarWords similar(folded, letters);
  const auto end = database_.allterms_end(prefix);
  unsigned looked_at = 0;
  for (auto term = database_.allterms_begin(prefix); term != end;) {
    if (++looked_at % kLookAtClock == 0) deadline_.check();
    const std::string whole = *term;
    if (prefix.empty() && !is_word(whole)) {
      term.skip_to("[");  // behind every capital letter
      continue;
    }
    const auto answer = similar.look_at(std::string_view(whole).substr(prefix.size()));
    if (answer.distance) found.push_back({*answer.distance, term.get_termfreq(), whole.substr(prefix.size())});
    if (answer.next.empty())
      ++term;
    else
      term.skip_to(prefix + answer.next);
  }
  std::sort(found.begin(), found.end(), [](const Near& a, const Near& b) {
    if (a.distance != b.distance) return a.distance < b.distance;
    return a.articles != b.articles ? a.articles > b.articles : a.word < b.word;
  });
  std::vector<std::string> words;
  for (std::size_t i = 0; i < std::min(most, found.size()); ++i) words.push_back(std::move(found[i].word));
  return words;
}

query::Vocabulary::Share ArchiveWords::share(std::string_view language, std::string_view term, std::string_view stem) {
  constexpr std::uint64_t kEnough = 20;  // articles: below that a report's own matter looks like grammar
  const auto& all = reader_.languages();
  const auto known = std::find_if(all.begin(), all.end(), [&](const auto& count) { return count.language == language; });
  if (known == all.end() || known->articles < kEnough) return {};
  // Stems are kept by language; a language without stems has its words in a script that it shares with few.
  const std::string looked_up = stem.empty() ? schema::word_term(term) : schema::stem_term(language, stem);
  const Frequency frequency = terms.frequency(looked_up);
  const double articles = std::min(frequency.articles, static_cast<double>(known->articles));
  // A document's length counts each word twice, as such and as its stem.
  const double counted = stem.empty() ? 1 : 2;
  const double words = database_.get_average_length() * static_cast<double>(known->articles) / counted;
  const double all_articles = static_cast<double>(known->articles);
  return {articles / all_articles, words > 0 ? frequency.occurrences / words : 0};
}

}  // namespace backfile::search
