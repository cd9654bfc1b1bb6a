// Any bytes are a query or a refusal; the canonical text of a query parses to the same tree, also with synonyms.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "server/query/ast.h"
#include "server/query/synonyms.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace backfile::query;
  const auto parsed = parse(std::string(reinterpret_cast<const char*>(data), size), {});
  if (!parsed) return 0;
  const auto again = parse(parsed->canonical, {});
  if (!again || again->root != parsed->root || again->canonical != parsed->canonical) std::abort();

  static const Synonyms synonyms = *Synonyms::read("coal, strike, a b\na => b\nb, COAL A, AT&T, 1912\ngeneral strike => walkout");
  static backfile::analysis::Analyzer analyzer;
  const auto asked = with_synonyms(*parsed, synonyms, analyzer, {});
  const auto asked_again = parse(asked.canonical, {});
  if (!asked_again || with_synonyms(*asked_again, synonyms, analyzer, {}).root != asked.root) std::abort();
  return 0;
}
