// The tables of the tests of queries.
#pragma once
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

namespace backfile::query {

/// name: of a file of tests/fixtures/query.
inline nlohmann::json fixture(const std::string& name) {
  std::ifstream file(std::string(BACKFILE_TESTS_DIR) + "/fixtures/query/" + name);
  return nlohmann::json::parse(file);
}

}  // namespace backfile::query
