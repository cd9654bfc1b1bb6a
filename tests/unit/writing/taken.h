// An archive, what writes to it, and bodies for it.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "server/writing/intake.h"
#include "tests/unit/source/bytes_in_steps.h"
#include "tests/unit/store/archive_fixture.h"

namespace backfile::writing {

inline std::string body_of(const std::string& id, const std::string& title) {
  return "{\"id\": \"" + id + "\", \"title\": \"" + title + "\", \"body\": \"Seen from the harbour wall.\"}\n";
}

inline article::Article article_of(const std::string& id, const std::string& title) {
  article::Article article;
  article.id = id;
  article.title = title;
  article.body = "Seen from the harbour wall.";
  return article;
}

struct Answered {
  Taken taken;
  std::vector<RecordOutcome> outcomes;
  std::string fates;  // a letter each: Added, Replaced, Unchanged, reFused, Passed over
};

inline Answered take(source::ByteStream& bytes, Updates& updates) {
  Answered answered;
  answered.taken = take_articles(bytes, updates, [&](const RecordOutcome& outcome) {
    answered.outcomes.push_back(outcome);
    answered.fates += "ARUFP"[static_cast<int>(outcome.fate)];
  });
  return answered;
}

inline Answered take(const std::string& body, Updates& updates) {
  source::BytesInSteps bytes(body, 100);
  return take(bytes, updates);
}

}  // namespace backfile::writing
