// What the csv reader does with streams and with files that are no tables.
#include <doctest/doctest.h>

#include <random>
#include <string>

#include "collected.h"

namespace backfile::readers {
namespace {

TEST_CASE("a row over the limit is refused without being held, and its neighbours are read") {
  Options options;
  options.max_record_bytes = 1000;
  const std::string before = "title,body\nbefore,b\n", after = "\nafter,a\n";
  const std::string long_text = std::string(300'000, 'x') + ",\"" + std::string(300'000, 'y') + "\n" + std::string(300'000, 'z') + "\"";
  Collected collected;
  read_bytes(before + long_text + after, "long.csv", collected, 777, options);
  CHECK(collected.articles == std::vector<std::string>{R"({"title":"before","body":"b"})", R"({"title":"after","body":"a"})"});
  CHECK(collected.refusals == std::vector<std::string>{"2: is larger than 1000 bytes, the limit for one record"});
}

TEST_CASE("a column named by the user is that field, whatever else the table has") {
  Options options;
  options.column_names = {{"kop", "title"}, {"Stuk", "body"}};
  Collected collected;
  read_bytes("nr,kop,stuk,title\n1,De brug,Tekst.,ander\n", "a.csv", collected, 5, options);
  CHECK(collected.articles == std::vector<std::string>{R"({"title":"De brug","body":"Tekst."})"});
}

TEST_CASE("a text whose first line has commas or bars is a text") {
  for (const char* text : {"Title, date and author\n\nThe library lists three things, and no more.\nThey are few.\n",
                           "News | Sport | Weather\n\nHarbour frozen\n\nThe harbour froze over, title and all.\n",
                           "By Ada Quint, Staff Writer\n\nThe text, in short, is here.\n", "title\nbody\n", "Headline,Text\n"}) {
    Collected collected;
    read_bytes(text, "a.txt", collected);
    CHECK(collected.articles.size() == 1);
    CHECK(find_format("csv")->recognise(text, "a.txt") == 0);
  }
}

TEST_CASE("damaged tables end, and give the same however they are cut") {
  const std::string whole = "title,body,date\n\"One, two\",\"a\nb \"\"c\"\" d\",1920\nthree,four,1921\r\n,\"\",\n\"five\",six,\n";
  std::mt19937 random(20);  // NOLINT: the same every run
  const std::string_view marks = "\",\n\r\\ ;a";
  for (int round = 0; round < 400; ++round) {
    std::string text = whole;
    for (int change = 0; change < 1 + round % 4; ++change) {
      const std::size_t at = 16 + random() % (text.size() - 16);
      if (random() % 2 == 0)
        text[at] = marks[random() % marks.size()];
      else
        text.erase(at, 1 + random() % 5);
    }
    Collected once, again;
    read_bytes(text, "a.csv", once);
    read_bytes(text, "a.csv", again, 1 + random() % 5);
    INFO(text);
    CHECK(once.articles == again.articles);
    CHECK(once.refusals == again.refusals);
  }
}

TEST_CASE("stray quotation marks cost linear time") {
  Options options;
  options.max_record_bytes = 100'000;
  for (const char* piece : {"\"a,b\n", "\"a\",\"b\n", "\" \"", "\"\"\"\n", "\"x\" y,z\n", ",", "\n", "\"\n,"}) {
    std::string text = "title,body\n";
    while (text.size() < 600'000) text += piece;
    Collected collected;
    read_bytes(text, "a.csv", collected, 65536, options);
    CHECK(collected.articles.size() + collected.refusals.size() > 0);
  }
}

}  // namespace
}  // namespace backfile::readers
