// Any bytes are a query or a refusal; the canonical text of a query parses to the same tree.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "server/query/ast.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace backfile::query;
  const auto parsed = parse(std::string(reinterpret_cast<const char*>(data), size), {});
  if (!parsed) return 0;
  const auto again = parse(parsed->canonical, {});
  if (!again || again->root != parsed->root || again->canonical != parsed->canonical) std::abort();
  return 0;
}
