// What files of fixtures are too small or too strange to show: large records, damage, what is left alone.
#include <doctest/doctest.h>

#include <iterator>
#include <random>
#include <string>

#include "collected.h"

namespace backfile::readers {
namespace {

std::string document(const std::string& number, const std::string& text) {
  return "<DOC>\n<DOCNO>" + number + "</DOCNO>\n<TEXT>\n" + text + "\n</TEXT>\n</DOC>\n";
}

TEST_CASE("a record over the limit costs itself only") {
  Options options;
  options.max_record_bytes = 4000;
  std::string file = document("A-1", "First.");
  file += document("A-2", std::string(600'000, 'x'));
  file += document("A-3", "Third.");
  Collected collected;
  read_bytes(file, "a.sgml", collected, 1000, options);
  CHECK(collected.articles.size() == 2);
  CHECK(collected.refusals == std::vector<std::string>{"2: is larger than 4000 bytes, the limit for one record"});
}

TEST_CASE("a reader stops where it is asked to") {
  Collected collected;
  collected.stop_after = 1;
  read_bytes(document("A-1", "First.") + document("A-2", "Second."), "a.sgml", collected);
  CHECK(collected.articles.size() == 1);
}

TEST_CASE("deep and broken markup is read in time") {
  std::string tags;
  for (int i = 0; i < 200'000; ++i) tags += "<B><!-- <![CDATA[ </TEXT <TITLE><TEXT>&UR;&#5; x ";
  Collected collected;
  read_bytes(document("A-1", tags), "a.sgml", collected);
  CHECK(collected.articles.size() == 1);
}

const std::string kMessages[] = {
    "\x16\x16\x01W0101\x1f"
    "ellery\nr i\x13\x11 BC-Ellery     11-13 0169\n\x02^BC-Ellery,140<\n^Ferry<\n\tText of it.\n\x03"
    "AP-WF-11-13-13 0745GMT<\n\x04",
    "\x01"
    "eca0101 4 i 93  dpa 1888\n\nLake/\n\x02"
    "Ferry =\n\nText of it.\n\x03"
    "212101 GMT Nov 18\n\x04",
    "ZCZC AAP\n#Slug\n$Headline of it\n:(PLACE)\n@QLD\nText of it.\n\nNNNN\n",
    "*TEXT 017 01/04/63 PAGE 020\n\nTEXT OF IT .\n",
    "<REUTERS NEWID=\"1\"><DATE>2-JUN-1987</DATE><TEXT>&#2;<TITLE>T</TITLE><BODY>B\n Reuter\n&#3;</BODY></TEXT></REUTERS>",
};

void read_as(const Format* format, std::string_view bytes) {
  Collected collected;
  BytesInSteps stream(bytes, 7);
  source::Entry entry{"/m", "m", stream, bytes.size()};
  read_entry(entry, {}, format, collected);
}

TEST_CASE("every beginning of a message is survived") {
  for (const std::string& message : kMessages) {
    for (const Format* format : formats()) {
      for (std::size_t size = 1; size <= message.size(); ++size) read_as(format, std::string_view(message).substr(0, size));
    }
  }
}

TEST_CASE("a message with bytes changed, lost and doubled is survived") {
  std::mt19937 random(17);
  constexpr char kBytes[] = "\x01\x02\x03\x04\x16\x1f\n\r\0^<>=#$:*%;/-_&({ 09AZz\xC8\xE9\x84";
  for (int round = 0; round < 200; ++round) {
    std::string message = kMessages[random() % std::size(kMessages)];
    for (int change = 0; change < 6; ++change) {
      const std::size_t at = random() % message.size();
      const std::size_t size = random() % 12;
      if (change % 3 == 0) message[at] = kBytes[random() % (sizeof kBytes - 1)];
      if (change % 3 == 1 && message.size() > 40) message.erase(at, size);
      if (change % 3 == 2) message.insert(at, message.substr(random() % message.size(), size * 4));
    }
    for (const char* name : {"anpa", "iptc7901", "sgml", "time", "wire"}) read_as(find_format(name), message);
  }
}

TEST_CASE("other files are not taken for wires or collections") {
  for (const char* text : {"The *TEXT of a song\nhas lines.\n", "<p>A page about <DOC> tags</p>", "NNNN is no beginning.\nZCZCs are.\n",
                           "Source: a friend\nNothing more.\n"}) {
    for (const char* name : {"anpa", "iptc7901", "sgml", "time", "wire"}) CHECK(find_format(name)->recognise(text, "x.txt") == 0);
  }
}

}  // namespace
}  // namespace backfile::readers
