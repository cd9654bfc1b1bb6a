// Language tags and names to canonical tags, and texts to languages.
#include "indexer/article/language.h"

#include <doctest/doctest.h>

using namespace backfile::article;

TEST_CASE("codes, tags and names of languages become canonical tags") {
  const char* const table[][2] = {
      {"fr", "fr"},
      {"fra", "fr"},
      {"fre", "fr"},
      {"French", "fr"},
      {"FR", "fr"},
      {"français", "fr"},
      {"Français", "fr"},
      {"fr-FR", "fr-FR"},
      {"fr_fr", "fr-FR"},
      {"en_us", "en-US"},
      {"en-us", "en-US"},
      {"EN-GB", "en-GB"},
      {"en-UK", "en-GB"},
      {"eng", "en"},
      {"en_US.UTF-8", "en-US"},
      {"de_DE@euro", "de-DE"},
      {"hau", "ha"},
      {"swa", "sw"},
      {"swh", "sw"},
      {"yor", "yo"},
      {"amh", "am"},
      {"ibo", "ig"},
      {"Igbo", "ig"},
      {"pcm", "pcm"},
      {"som", "so"},
      {"tir", "ti"},
      {"orm", "om"},
      {"run", "rn"},
      {"sna", "sn"},
      {"xho", "xh"},
      {"zul", "zu"},
      {"lug", "lg"},
      {"lin", "ln"},
      {"kin", "rw"},
      {"jpn", "ja"},
      {"日本語", "ja"},
      {"Deutsch", "de"},
      {"ger", "de"},
      {"deu", "de"},
      {"العربية", "ar"},
      {"ara", "ar"},
      {"РУССКИЙ", "ru"},
      {"Ελληνικά", "el"},
      {"zh-hant", "zh-Hant"},
      {"zh_TW", "zh-TW"},
      {"zh-hant-tw", "zh-Hant-TW"},
      {"zho", "zh"},
      {"chi", "zh"},
      {"cmn", "zh"},
      {"zh-yue", "yue"},
      {"zh-cmn-Hans", "zh-Hans"},
      {"zh-min-nan", "nan"},
      {"Chinese (Simplified)", "zh"},
      {"Traditional Chinese", "zh-Hant"},
      {"sr-latn-rs", "sr-Latn-RS"},
      {"sr-Cyrl", "sr-Cyrl"},
      {"es-419", "es-419"},
      {"iw", "he"},
      {"in", "id"},
      {"ji", "yi"},
      {"jw", "jv"},
      {"mo", "ro"},
      {"sh", "sr-Latn"},
      {"no", "no"},
      {"nb", "nb"},
      {"nno", "nn"},
      {"Norwegian", "no"},
      {"de-1996", "de-1996"},
      {"sl-rozaj", "sl-rozaj"},
      {"de-CH-1901", "de-CH-1901"},
      {"en-x-lantern", "en-x-lantern"},
      {" en ", "en"},
      {"en-", "en"},
      {"en-USA", "en"},
      {"gsw", "gsw"},
      {"yue", "yue"},
      {"fil", "fil"},
      {"tl", "tl"},
      {"English (United Kingdom)", "en"},
      {"Brazilian Portuguese", "pt-BR"},
  };
  for (const auto& [tag, canonical] : table) {
    CAPTURE(tag);
    CHECK(canonical_language(tag) == canonical);
    CHECK(canonical_language(canonical_language(tag)) == canonical);
  }
}

TEST_CASE("what is no language has no tag") {
  for (const char* tag : {"",
                          " ",
                          "xx",
                          "x",
                          "und",
                          "zxx",
                          "mul",
                          "mis",
                          "und-Latn",
                          "english language",
                          "unknown",
                          "12",
                          "e",
                          "en--us",
                          "en us",
                          "i-default",
                          "x-private",
                          "-en",
                          "fr;q=0.8",
                          "nonsense",
                          "\xff\xff",
                          "日",
                          "a-very-long-tag-that-goes-on-and-on-and-on-and-on-and-on-and-on-and-on"}) {
    CAPTURE(tag);
    CHECK(canonical_language(tag).empty());
  }
  CHECK(canonical_language(std::string(1'000'000, 'e')).empty());
}

TEST_CASE("the base language stands before the first hyphen") {
  CHECK(base_language("fr-CA") == "fr");
  CHECK(base_language("fr") == "fr");
  CHECK(base_language("").empty());
}

TEST_CASE("the language of a text is recognised, and given by its canonical tag") {
  const char* const table[][2] = {
      {"en", "The harbour master said on Tuesday that the ice had closed the port three weeks earlier than in any year he could remember."},
      {"de", "Der Hafenmeister sagte am Dienstag, dass das Eis den Hafen drei Wochen früher geschlossen habe als in jedem Jahr zuvor."},
      {"fr", "Le maître du port a déclaré mardi que la glace avait fermé le port trois semaines plus tôt que les autres années."},
      {"es", "El capitán del puerto dijo el martes que el hielo había cerrado el puerto tres semanas antes que en otros años."},
      {"ja", "港湾長は火曜日、氷のために例年より三週間早く港が閉鎖されたと述べた。船は沖で待機している。"},
      {"ko", "항만장은 화요일에 얼음 때문에 예년보다 삼 주 일찍 항구가 폐쇄되었다고 말했다. 배들은 바다에서 기다리고 있다."},
      {"zh", "港务局长星期二表示，由于结冰，港口比往年提前三周关闭。船只正在海上等待。"},
      {"zh-Hant", "港務局長星期二表示，由於結冰，港口比往年提前三週關閉。船隻正在海上等待，許多貨物無法運送。"},
      {"ru", "Начальник порта сообщил во вторник, что лёд закрыл гавань на три недели раньше, чем в любой другой год."},
      {"ar", "قال مدير الميناء يوم الثلاثاء إن الجليد أغلق الميناء قبل ثلاثة أسابيع من موعده المعتاد في كل عام."},
      {"ha", "Shugaban tashar jirgin ruwa ya ce ranar Talata cewa kankara ta rufe tashar makonni uku kafin lokacin da aka saba."},
      {"am", "የወደቡ ኃላፊ ማክሰኞ ዕለት በረዶው ወደቡን ከተለመደው ጊዜ ሦስት ሳምንት ቀድሞ እንደዘጋው ተናግረዋል።"},
      {"sw", "Mkuu wa bandari alisema Jumanne kwamba barafu ilifunga bandari wiki tatu mapema kuliko mwaka mwingine wowote."},
      {"he", "מנהל הנמל אמר ביום שלישי כי הקרח סגר את הנמל שלושה שבועות מוקדם יותר מאשר בכל שנה אחרת."},
  };
  for (const auto& [language, text] : table) {
    CAPTURE(language);
    CHECK(detect_language("", text) == language);
    CHECK(detect_language(text, "") == language);
  }
}

TEST_CASE("no language is made up where there is too little, and no length of text is too much") {
  CHECK(detect_language("", "").empty());
  CHECK(detect_language("", "12 34 56").empty());
  CHECK(detect_language("", "\xff\xfe\x80").empty());
  std::string body;
  while (body.size() < 3'000'000) body += "Das Eis hat den Hafen in diesem Jahr früher geschlossen als sonst, sagte der Hafenmeister. ";
  CHECK(detect_language("", body) == "de");
  for (std::size_t cut = 0; cut < 8; ++cut) CHECK(detect_language("", "äöü" + std::string(cut, 'x') + body) == "de");
}
