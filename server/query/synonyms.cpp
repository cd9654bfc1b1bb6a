// Lines of a file to rules.
#include "server/query/synonyms.h"

#include <algorithm>
#include <fstream>

#include "indexer/text/charset.h"
#include "server/query/characters.h"

namespace backfile::query {
namespace {

constexpr std::size_t kLargestFile = 2u << 20;  // bytes; lists that people keep are a hundredth of it
constexpr std::size_t kMostTerms = 32;          // of a line, and for one word: each is looked for whenever the word is asked for

/// A line's parts, cut at commas and arrows that no '\' stands before.
struct Line {
  std::vector<std::string> left, right;
  int arrows = 0;
};

Line cut(std::string_view text) {
  Line line;
  std::string term;
  const auto end_term = [&] {
    term = text::one_line(term);
    if (!term.empty()) (line.arrows > 0 ? line.right : line.left).push_back(std::move(term));
    term.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) {
      term += text[++i];
    } else if (text[i] == ',') {
      end_term();
    } else if (text.substr(i, 2) == "=>") {
      end_term();
      ++line.arrows;
      ++i;
    } else {
      term += text[i];
    }
  }
  end_term();
  return line;
}

std::size_t words_in(const std::string& term) { return 1 + static_cast<std::size_t>(std::count(term.begin(), term.end(), ' ')); }

/// The term as a query reads it, so that the canonical text of a query with synonyms parses again. Nothing where it is more than words.
std::optional<Node> node_of(const std::string& term) {
  auto parsed = parse(term, {});
  if (!parsed || !parsed->plain || !parsed->warnings.empty()) return std::nullopt;
  if (parsed->root.kind == NodeKind::word) return std::move(parsed->root);
  Node phrase{NodeKind::phrase, {}, {}};
  for (const Node& word : parsed->root.children) phrase.text += (phrase.text.empty() ? "" : " ") + word.text;
  return phrase;
}

}  // namespace

std::string folded_words(std::string_view text, analysis::Analyzer& analyzer) {
  std::string folded;
  while (!text.empty()) {
    const auto space = std::min(text.find(' '), text.size());
    std::uint32_t end = 0;
    for (const auto& token : analyzer.tokens(text.substr(0, space), {})) {
      if (token.byte_end <= end) continue;  // another reading of the word, or a character within a pair
      end = token.byte_end;
      if (!folded.empty()) folded += ' ';
      folded += token.term;
    }
    text.remove_prefix(std::min(space + 1, text.size()));
  }
  return folded;
}

class SynonymsReader {
 public:
  Result<Synonyms> read(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    for (number_ = 1; !text.empty(); ++number_) {
      const auto end = std::min(text.find('\n'), text.size());
      if (auto done = add_line(text.substr(0, end)); !done) return tl::unexpected<Error>(done.error());
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    return std::move(synonyms_);
  }

 private:
  tl::unexpected<Error> wrong(const std::string& why) const {
    return fail(Code::invalid, "line " + std::to_string(number_) + ": " + why, "synonyms");
  }

  Result<void> add_line(std::string_view text) {
    if (!text::is_utf8(text)) return wrong("is not UTF-8");
    const auto first = text.find_first_not_of(" \t\r");
    if (first == text.npos || text[first] == '#') return {};
    const Line line = cut(text);
    if (line.arrows > 1) return wrong("has more than one =>; write them on lines of their own");
    if (line.arrows == 1 && (line.left.empty() || line.right.empty())) return wrong("has nothing on one side of =>");
    if (line.arrows == 0 && line.left.size() < 2) {
      return wrong(line.left.empty() ? "holds no word"
                                     : quoted(line.left[0]) + " stands alone; write car, automobile or car => automobile");
    }
    if (line.left.size() + line.right.size() > kMostTerms)
      return wrong("has more than " + std::to_string(kMostTerms) + " words or phrases");
    auto left = terms(line.left);
    if (!left) return tl::unexpected<Error>(left.error());
    auto right = line.arrows == 0 ? left : terms(line.right);
    if (!right) return tl::unexpected<Error>(right.error());
    return add_rules(*left, *right);
  }

  /// Indexes of alternatives.
  Result<std::vector<std::uint32_t>> terms(const std::vector<std::string>& texts) {
    std::vector<std::uint32_t> indexes;
    for (const std::string& text : texts) {
      if (words_in(text) > kMostSynonymWords) return wrong(quoted(text) + " has more than " + std::to_string(kMostSynonymWords) + " words");
      auto node = node_of(text);
      if (!node) return wrong(quoted(text) + " is not plain words; write words only, without quotation marks, operators or *");
      auto folded = folded_words(text, analyzer_);
      if (folded.empty()) return wrong(quoted(text) + " holds nothing that can be searched for");
      indexes.push_back(static_cast<std::uint32_t>(synonyms_.alternatives_.size()));
      synonyms_.alternatives_.push_back({std::move(folded), std::move(*node)});
    }
    return indexes;
  }

  Result<void> add_rules(const std::vector<std::uint32_t>& left, const std::vector<std::uint32_t>& right) {
    const auto& all = synonyms_.alternatives_;
    for (const auto from : left) {
      for (const auto to : right) {
        if (all[from].folded == all[to].folded) continue;
        auto& rule = synonyms_.rules_[all[from].folded];
        if (std::any_of(rule.begin(), rule.end(), [&](std::uint32_t known) { return all[known].folded == all[to].folded; })) continue;
        if (rule.size() >= kMostTerms)
          return wrong(quoted(all[from].folded) + " now has more than " + std::to_string(kMostTerms) + " synonyms");
        rule.push_back(to);
      }
    }
    return {};
  }

  analysis::Analyzer analyzer_;
  Synonyms synonyms_;
  std::size_t number_ = 0;
};

Result<Synonyms> Synonyms::read(std::string_view text) { return SynonymsReader().read(text); }

std::vector<const Synonyms::Alternative*> Synonyms::of(const std::string& folded) const {
  std::vector<const Alternative*> found;
  const auto rule = rules_.find(folded);
  if (rule == rules_.end()) return found;
  for (const auto index : rule->second) found.push_back(&alternatives_[index]);
  return found;
}

Result<std::shared_ptr<const Synonyms>> load_synonyms(const std::string& path) {
  if (path.empty()) return std::make_shared<const Synonyms>();
  std::ifstream in(path, std::ios::binary);
  std::string text(kLargestFile + 1, '\0');
  if (in) in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!in && !in.eof()) return fail(Code::io, "the synonyms file " + path + " cannot be read", "synonyms");
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > kLargestFile) return fail(Code::refused, "the synonyms file " + path + " is larger than 2 MB", "synonyms");
  auto read = Synonyms::read(text);
  if (!read) return fail(read.error().code, "the synonyms file " + path + ", " + read.error().message, "synonyms");
  return std::make_shared<const Synonyms>(std::move(*read));
}

}  // namespace backfile::query
