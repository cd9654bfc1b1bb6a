// Lines that speak of the page, and captions.
#include "indexer/page/pitch.h"

#include <doctest/doctest.h>

#include <string>

namespace backfile::page {
namespace {

TEST_CASE("offers of the publisher in several languages") {
  for (const char* line :
       {"Sign up for our free newsletter", "Folgen Sie uns auf Facebook!", "Suscríbete a nuestro canal", "Abonnez-vous dès maintenant",
        "Подписывайтесь на наш канал", "Leggi anche: il nuovo porto", "この記事を読んだ方はメルマガへ"}) {
    INFO(line);
    CHECK(is_pitch(line));
  }
}

TEST_CASE("a phrase within a word, or in a long paragraph, is none") {
  CHECK_FALSE(is_pitch("The oversubscribe nowhere"));
  CHECK_FALSE(is_pitch("The harbour will be closed on Monday."));
  CHECK_FALSE(is_pitch("Readers were told to subscribe to the paper. " + std::string(400, 'x')));
}

TEST_CASE("captions begin with what they are, or end with whose they are") {
  CHECK(is_caption("Photo: Ada Brook"));
  CHECK(is_caption("(Foto: Ada Brook)"));
  CHECK(is_caption("Abbildung 4: der alte Kran"));
  CHECK(is_caption("Crédits photos : Ada Brook"));
  CHECK(is_caption("写真：開通式"));
  CHECK(is_caption("The steamer on her first day | © Ada Brook"));
  CHECK_FALSE(is_caption("Photography came late to the islands."));
  CHECK_FALSE(is_caption("Figure skating is popular here."));
}

}  // namespace
}  // namespace backfile::page
