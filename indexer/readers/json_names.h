// Which names of a JSON record mean which field of an article: native, ninjs 1 to 3, schema.org NewsArticle, and names usual in exports.
#pragma once
#include <array>
#include <cstddef>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace backfile::readers {

enum class Meaning {
  id,
  url,
  source,
  section,
  authors,
  tags,
  places,
  language,
  page,
  edition,
  title,
  subtitle,
  summary,
  body,
  html,
  published,
  modified,
  embargoed,
  status,
  corrections,
  editors_note,
  type,
  count_
};

/// The fields that Options::column_names can give a name to: those of native JSON.
std::vector<std::string_view> mappable_fields();

/// The values of one record by what they mean, the most telling name first. Points into the record.
class Meanings {
 public:
  /// Letter case, `_`, `-` and spaces in names make no difference.
  /// column_names: as in Options; such a name means that field alone, and stands before the names known by themselves.
  explicit Meanings(const nlohmann::json& record, const std::map<std::string, std::string>& column_names = {});

  const std::vector<const nlohmann::json*>& of(Meaning meaning) const { return values_[static_cast<std::size_t>(meaning)]; }

 private:
  std::array<std::vector<const nlohmann::json*>, static_cast<std::size_t>(Meaning::count_)> values_;
};

}  // namespace backfile::readers
