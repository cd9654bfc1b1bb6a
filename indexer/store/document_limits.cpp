#include "indexer/store/document_limits.h"

#include <algorithm>

#include "indexer/store/xapian_errors.h"

namespace backfile::store {

bool is_term_too_long(std::string_view term) {
  if (term.size() <= kMaxTermBytes / 2) return false;
  return term.size() + static_cast<std::size_t>(std::count(term.begin(), term.end(), '\0')) > kMaxTermBytes;
}

std::string why_too_large(const Xapian::Document& document) {
  auto reason = guarded([&]() -> std::string {
    if (document.get_data().size() > kMaxDataBytes) return "the article takes more than 100 MB";
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
      if (!is_term_too_long(*term)) continue;
      return "a word or value of the article is too long (" + std::to_string((*term).size()) + " bytes): " + (*term).substr(0, 40) + "…";
    }
    return {};
  });
  return reason ? *reason : reason.error().message;
}

}  // namespace backfile::store
