// What bounds the memory of a run: room that is shared out, long texts in pieces, articles that would not fit.
#include <doctest/doctest.h>

#include <string>
#include <thread>

#include "indexer/analysis/analyzer.h"
#include "indexer/article/stored.h"
#include "indexer/ingest/document.h"
#include "indexer/ingest/pieces.h"
#include "indexer/ingest/room.h"
#include "indexer/schema/fields.h"

using namespace backfile;
using namespace backfile::ingest;

namespace {

Prepared built(const std::string& body) {
  article::Article article;
  article.id = "a1";
  article.title = "Report";
  article.body = body;
  article.language = "en";
  analysis::Analyzer analyzer;
  const std::string stored = article::encode(article);
  return build_document(article, stored, article::digest(stored), 0, analyzer);
}

std::uint32_t only_position(const Xapian::Document& document, const std::string& word) {
  auto term = document.termlist_begin();
  term.skip_to(schema::word_term(word));
  REQUIRE(*term == schema::word_term(word));
  REQUIRE(term.positionlist_count() == 1);
  return *term.positionlist_begin();
}

}  // namespace

TEST_CASE("room is given back when a share goes, and more than there is means all of it") {
  const std::atomic<bool> given_up = false;
  Room room(100);
  Room::Share first = room.take(60, given_up), second;
  CHECK_FALSE(room.try_take(60, second));
  first.shrink_to(30);
  CHECK(room.try_take(60, second));
  first.join(std::move(second));
  CHECK(first.bytes() == 90);
  CHECK(second.bytes() == 0);
  std::thread waiting([&] { CHECK(room.take(1000, given_up).bytes() == 100); });
  while (!room.is_wanted()) std::this_thread::yield();
  first = {};
  waiting.join();
  CHECK(room.take_all(given_up).bytes() == 100);
}

TEST_CASE("who waits for room goes on when the run is given up") {
  std::atomic<bool> given_up = false;
  Room room(100);
  const Room::Share all = room.take(100, given_up);
  std::thread waiting([&] { CHECK(room.take(1, given_up).bytes() == 0); });
  given_up = true;
  waiting.join();
}

TEST_CASE("a long text is cut at blank lines, else at spaces, else between characters, and nothing is lost") {
  const std::string paragraph(700'000, 'x'), words = std::string(900'000, 'x') + " " + std::string(1'300'000, 'y');
  std::string umlauts;
  while (umlauts.size() < 5 * kPieceBytes / 2) umlauts += "ö";
  for (const std::string& text :
       {std::string("short"), paragraph + "\n\n" + paragraph + "\n\n" + paragraph + "\n\n" + paragraph, words, "a" + umlauts}) {
    std::string joined;
    for (std::string_view rest = text; !rest.empty();) {
      const Piece piece = next_piece(rest);
      REQUIRE_FALSE(piece.text.empty());
      if (!rest.empty()) CHECK((static_cast<unsigned char>(rest[0]) & 0xC0) != 0x80);
      if (piece.ends_paragraph) CHECK(rest.starts_with("\n\n"));
      joined += piece.text;
    }
    CHECK(joined == text);
  }
}

TEST_CASE("the words of a long text stand where they would if it were analysed at once") {
  for (const std::string& blank : {std::string("\n\n"), std::string(" ")}) {
    std::string body;
    while (body.size() < 3 * kPieceBytes) body += "The ferry waited until noon for fog to lift." + blank;
    body += "Lanternfish";
    analysis::Analyzer analyzer;
    const std::uint32_t at = analyzer.tokens(body, "en").back().position;
    const Prepared prepared = built(body);
    CHECK(only_position(prepared.document, "lanternfish") == 1 + 1 + analysis::kParagraphGap + at);
  }
}

TEST_CASE("a text of nothing but different words is refused in time") {
  std::string body;
  for (unsigned i = 0; i < 900'000; ++i) body += "q" + std::to_string(i) + " ";
  const Prepared prepared = built(body);
  CHECK(prepared.refusal.find("different words") != std::string::npos);
  CHECK(built("The ferry waited.").refusal.empty());
}
