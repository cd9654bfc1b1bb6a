// One JSON record to an article.
#pragma once
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "indexer/article/article.h"

namespace backfile::readers {

struct JsonOutcome {
  article::Article article;
  std::string passed_over;            // the record is readable but holds no article: why; empty where it holds one
  std::vector<std::string> warnings;  // what of it cannot be right
};

/// Values of the wrong type are read for what they say or ignored; a date that is none leaves the article without. Never throws for bad
/// input. column_names: as in Options.
JsonOutcome article_of(const nlohmann::json& record, const std::map<std::string, std::string>& column_names = {});

}  // namespace backfile::readers
