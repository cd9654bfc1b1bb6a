// By words.
#include "indexer/readers/news_status.h"

#include <algorithm>
#include <array>

#include "indexer/wording/words.h"

namespace backfile::readers {

article::Status status_of(std::string_view text) {
  std::string word = wording::lower(text);
  if (const auto prefix = word.find_last_of(":/#"); prefix != word.npos) word.erase(0, prefix + 1);
  constexpr auto kCanceled = std::to_array<std::string_view>({"canceled", "cancelled", "deleted", "killed", "kill", "retracted",
                                                              "unpublished", "trash", "spiked", "recalled", "annulled", "withdrawn"});
  constexpr auto kWithheld =
      std::to_array<std::string_view>({"withheld", "draft", "private", "pending", "hold", "held", "embargoed", "withhold"});
  if (wording::among(kCanceled, word)) return article::Status::canceled;
  return wording::among(kWithheld, word) ? article::Status::withheld : article::Status::usable;
}

void settle_embargo(std::string_view status, article::Article& article) {
  if (article.embargoed && wording::lower(status).ends_with("embargoed")) article.status = article::Status::usable;
}

bool is_correction(std::string_view note) {
  // Beginnings of words: `correct` also of `corrects`, `correction`, `corrected`.
  constexpr auto kBeginnings = std::to_array<std::string_view>(
      {"correct",      "corrig",          "corrección", "correção", "correzione", "corriger",   "korrektur",  "korrigi",
       "berichtig",    "richtigstellung", "rectif",     "rettif",   "retifica",   "korrektion", "korreksjon", "rettelse",
       "retter",       "rättelse",        "rättar",     "korjau",   "korjasi",    "korjattu",   "oikaisu",    "correctie",
       "rectificatie", "sprostowanie",    "поправк",    "исправл",  "訂正",       "تصحيح",      "correttivo"});
  const std::string text = wording::lower(note);
  return std::any_of(kBeginnings.begin(), kBeginnings.end(), [&](std::string_view word) {
    for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
      const auto before = at == 0 ? ' ' : text[at - 1];
      const bool in_a_word = (before >= 'a' && before <= 'z') || (static_cast<unsigned char>(before) >= 0x80 && word[0] < 0x7F);
      if (!in_a_word) return true;
    }
    return false;
  });
}

}  // namespace backfile::readers
