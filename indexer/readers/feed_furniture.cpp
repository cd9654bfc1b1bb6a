// WordPress's sentence in its translations, and the words of links to the rest.
#include "indexer/readers/feed_furniture.h"

#include <array>
#include <string_view>

#include "indexer/text/charset.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

struct Sentence {
  std::string_view begins, holds;  // in lower case
};
constexpr auto kAppearedFirst = std::to_array<Sentence>({
    {"the post ", " appeared first on "},
    {"the post ", " first appeared on "},
    {"this post ", " appeared first on "},
    {"der beitrag ", " erschien zuerst auf "},
    {"l’article ", " est apparu en premier sur "},
    {"l'article ", " est apparu en premier sur "},
    {"cet article ", " est apparu en premier sur "},
    {"la entrada ", " se publicó primero en "},
    {"la entrada ", " aparece primero en "},
    {"l’articolo ", " proviene da "},
    {"l'articolo ", " proviene da "},
    {"l’articolo ", " sembra essere il primo su "},
    {"o post ", " apareceu primeiro em "},
    {"o conteúdo ", " aparece primeiro em "},
    {"het bericht ", " verscheen eerst op "},
    {"inlägget ", " dök först upp på "},
    {"indlægget ", " blev først udgivet på "},
    {"innlegget ", " dukket først opp på "},
    {"artykuł ", " pochodzi z serwisu "},
    {"сообщение ", " появились сначала на "},
    {"запись ", " впервые появилась "},
    {"yazı ", " ilk önce "},
    {"to read this article in full", ""},
});
constexpr auto kLinks = std::to_array<std::string_view>({"read more",
                                                         "read more...",
                                                         "read more…",
                                                         "read more »",
                                                         "read more →",
                                                         "continue reading",
                                                         "continue reading...",
                                                         "continue reading…",
                                                         "continue reading →",
                                                         "read the full story",
                                                         "read the full article",
                                                         "read full article",
                                                         "read the rest of this entry »",
                                                         "full story",
                                                         "more",
                                                         "more...",
                                                         "more…",
                                                         "more »",
                                                         "[more]",
                                                         "weiterlesen",
                                                         "weiterlesen …",
                                                         "weiterlesen...",
                                                         "mehr",
                                                         "mehr …",
                                                         "lire la suite",
                                                         "lire la suite...",
                                                         "lire la suite…",
                                                         "leer más",
                                                         "leer más...",
                                                         "seguir leyendo",
                                                         "leggi tutto",
                                                         "continua a leggere",
                                                         "leia mais",
                                                         "lees meer",
                                                         "lees verder",
                                                         "läs mer",
                                                         "les mer",
                                                         "læs mere",
                                                         "czytaj więcej",
                                                         "читать далее",
                                                         "читать далее...",
                                                         "続きを読む",
                                                         "阅读全文",
                                                         "阅读更多",
                                                         "comments",
                                                         "permalink",
                                                         "[link] [comments]",
                                                         "comments (0)",
                                                         "leave a comment",
                                                         "share this",
                                                         "advertisement"});

bool is_furniture(std::string_view paragraph) {
  constexpr std::size_t kLongest = 600;
  if (paragraph.size() > kLongest) return false;
  const std::string line = wording::lower(text::one_line(paragraph));
  if (wording::among(kLinks, line)) return true;
  for (const Sentence& sentence : kAppearedFirst) {
    if (line.starts_with(sentence.begins) && line.find(sentence.holds) != line.npos) return true;
  }
  return false;
}

}  // namespace

std::string without_feed_furniture(std::string body) {
  for (;;) {
    const auto last = body.rfind("\n\n");
    const std::size_t begin = last == body.npos ? 0 : last + 2;
    if (body.empty() || !is_furniture(std::string_view(body).substr(begin))) return body;
    body.erase(last == body.npos ? 0 : last);
  }
}

}  // namespace backfile::readers
