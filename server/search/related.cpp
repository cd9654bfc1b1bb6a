// The article's terms, ranked by tf·idf (the idea of Xapian's ESet and of Lucene's MoreLikeThis, over the terms of one document).
#include "server/search/related.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "indexer/analysis/analyzer.h"
#include "indexer/article/language.h"
#include "indexer/schema/fields.h"
#include "server/query/expression.h"

namespace backfile::search {
namespace {

constexpr std::size_t kMostTerms = 30;    // more add cost and hardly change the order
constexpr std::size_t kMostLooked = 800;  // terms whose frequency is looked up, which costs some microseconds each: the article's most used
constexpr double kFew = 100;
constexpr double kLeastLike = 0.2;  // of what the article itself weighs

struct Term {
  std::string stem;  // or word
  double used;       // how often in the article, dampened: the tenth time says little more than the ninth
  double value = 0;
};

double dampened(double times, bool in_title) { return times / (times + 1.0) * (in_title ? 2 : 1); }

bool is_word(const std::string& term) { return !term.empty() && (term.front() < 'A' || term.front() > 'Z'); }

std::vector<Term> terms_of(const Xapian::Database& database, Xapian::docid article, const std::string& base) {
  const bool stems = analysis::has_stems(base);
  const std::string prefix = stems ? schema::stem_term(base, {}) : schema::word_term({});
  const std::string title_prefix = stems ? schema::title_stem_term(base, {}) : schema::title_word_term({});
  std::vector<std::string> in_title;
  std::vector<Term> terms;
  const auto end = database.termlist_end(article);
  auto term = database.termlist_begin(article);
  for (term.skip_to(title_prefix); term != end && (*term).starts_with(title_prefix); ++term)
    in_title.push_back((*term).substr(title_prefix.size()));
  term = database.termlist_begin(article);
  for (term.skip_to(prefix); term != end; ++term) {
    const std::string whole = *term;
    if (!whole.starts_with(prefix)) break;
    if (prefix.empty() && !is_word(whole)) continue;
    std::string stem = whole.substr(prefix.size());
    const bool titled = std::binary_search(in_title.begin(), in_title.end(), stem);
    terms.push_back({std::move(stem), dampened(term.get_wdf(), titled)});
  }
  if (terms.size() > kMostLooked) {
    const auto more_used = [](const Term& a, const Term& b) { return a.used != b.used ? a.used > b.used : a.stem < b.stem; };
    std::nth_element(terms.begin(), terms.begin() + kMostLooked, terms.end(), more_used);
    terms.resize(kMostLooked);
  }
  return terms;
}

}  // namespace

std::optional<Matter> matter_of(const Xapian::Database& database, Xapian::docid article, const std::string& language) {
  const std::string base(article::base_language(language));
  const bool stems = analysis::has_stems(base);
  const auto term_of = [&](const std::string& stem) { return stems ? schema::stem_term(base, stem) : schema::word_term(stem); };
  const double all = base.empty() ? database.get_doccount() : database.get_termfreq(schema::exact_term(schema::Field::language, base));
  std::vector<Term> terms = terms_of(database, article, base);
  for (Term& term : terms) {
    const double articles = database.get_termfreq(term_of(term.stem));
    // What no other article has finds nothing, and what most have says nothing; of few articles all may be about one matter.
    if (articles >= 2 && articles <= std::max(kFew, all / 2)) term.value = term.used * std::log((all + 1) / articles);
  }
  std::erase_if(terms, [](const Term& term) { return term.value <= 0; });
  if (terms.empty()) return std::nullopt;
  std::sort(terms.begin(), terms.end(),
            [](const Term& a, const Term& b) { return a.value != b.value ? a.value > b.value : a.stem < b.stem; });
  if (terms.size() > kMostTerms) terms.resize(kMostTerms);

  Matter matter;
  std::vector<Xapian::Query> queries;
  matter.plan.kind = query::PlanNode::Kind::any;
  for (const Term& term : terms) {
    queries.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(term_of(term.stem)), term.used);
    query::PlanNode word;
    word.kind = query::PlanNode::Kind::word;
    word.words.push_back({term.stem, {}, {}});
    if (stems)
      word.words.back().stems.emplace_back(base, term.stem);
    else
      word.words.back().terms.push_back(term.stem);
    matter.plan.children.push_back(std::move(word));
  }
  if (matter.plan.children.size() == 1) matter.plan = query::PlanNode(std::move(matter.plan.children.front()));
  matter.query = Xapian::Query(Xapian::Query::OP_OR, queries.begin(), queries.end());
  return matter;
}

void ask_related(Xapian::Enquire& enquire, const Xapian::Query& matter, const std::string& id, const query::SearchRequest& request,
                 const query::Visibility& visibility) {
  const Xapian::Query itself(schema::id_term(id));
  enquire.set_weighting_scheme(Xapian::BM25Weight());
  enquire.set_query({Xapian::Query::OP_FILTER, matter, itself});
  const auto own = enquire.get_mset(0, 1);
  enquire.set_cutoff(0, own.empty() ? 0 : kLeastLike * own.begin().get_weight());
  enquire.set_sort_by_relevance_then_value(schema::kNewestSlot, true);
  enquire.set_query(query::restrict({Xapian::Query::OP_AND_NOT, matter, itself}, request, visibility));
}

Xapian::Query published_around(const article::Date& published, std::uint32_t days) {
  constexpr std::int64_t kDay = 86'400;
  return query::to_xapian(query::published_within(article::civil_from_days(article::first_second(published) / kDay - days),
                                                  article::civil_from_days(article::last_second(published) / kDay + days)));
}

}  // namespace backfile::search
