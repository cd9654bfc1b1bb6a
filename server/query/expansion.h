// Wildcards and letters off: the archive's words that one word of the query stands for.
#pragma once
#include <optional>
#include <string_view>

#include "server/query/plan.h"

namespace backfile::query {

/// Spends one query's budget of expansions. Once it is spent there is a refusal, and words get no more terms.
class Expansion {
 public:
  explicit Expansion(const PlanContext& context) : context_(context), left_(context.max_expansions) {}

  /// word.typed: with '*'. Fills word.terms; they may be none, as when no word of the archive begins so. False where the pattern folds to
  /// nothing that could be looked for.
  bool wildcard(PlannedWord& word, schema::Field scope);

  /// word.terms: the word as such; adds those at most so many letters away. The most likely ones are taken where there are too many.
  void letters_off(PlannedWord& word, int letters, schema::Field scope);

  const std::optional<Error>& refusal() const { return refusal_; }

 private:
  const PlanContext& context_;
  std::size_t left_;
  std::optional<Error> refusal_;
};

}  // namespace backfile::query
