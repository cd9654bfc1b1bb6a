// What the mail reader does with streams, with texts that look like mail, and with damage.
#include <doctest/doctest.h>

#include <random>
#include <string>

#include "collected.h"
#include "indexer/readers/mail_encoding.h"

namespace backfile::readers {
namespace {

TEST_CASE("encoded words, whole, in pieces and broken") {
  CHECK(decode_header("=?utf-8?q?caf=C3=A9_=2D?= bar") == "caf\u00e9 - bar");
  CHECK(decode_header("=?utf-8?B?ww==?= =?utf-8?B?qcOp?=") == "\u00e9\u00e9");
  CHECK(decode_header("a =?iso-2022-jp?B?GyRCJSIbKEI=?= b") == "a \u30a2 b");
  CHECK(decode_header("=?utf-8?X?abc?= =?utf-8?Q?abc") == "=?utf-8?X?abc?= =?utf-8?Q?abc");
}

TEST_CASE("a letter that begins with its own headings is a text") {
  const Format* mail = find_format("mail");
  CHECK(mail->recognise("From: Ada Quint\nDate: 3 May 1911\nSubject: The ferry\n\nThe ferry has stopped.\n", "a.txt") == 0);
  CHECK(mail->recognise("From the pier it looks like glass at 10:00 in 1911.\nIt is ice.\n", "a.txt") == 0);
  CHECK(mail->recognise("From: a@example.org\nTo: b\nMessage-ID: <1@a>\nMIME-Version: 1.0\n\nText.\n", "a.txt") == 90);
}

TEST_CASE("a message over the limit is refused without being held, and its neighbours are read") {
  Options options;
  options.max_record_bytes = 2000;
  const std::string head = "From a@example.org Thu Feb  2 10:00:00 2012\nMessage-ID: <1>\nSubject: ";
  const std::string box = head + "before\n\nb\n\n" + head + "long\n\n" + std::string(900'000, 'x') + "\n\n" + head + "after\n\na\n";
  Collected collected;
  read_bytes(box, "a.mbox", collected, 777, options);
  CHECK(collected.articles ==
        std::vector<std::string>{R"({"id":"1","title":"before","body":"b"})", R"({"id":"1","title":"after","body":"a"})"});
  CHECK(collected.refusals == std::vector<std::string>{"2: is larger than 2000 bytes, the limit for one record"});
}

TEST_CASE("damaged messages end, and give the same however they are cut") {
  const std::string whole =
      "From a@b Thu Feb  2 10:00:00 2012\nFrom: =?utf-8?Q?J=C3=A4ne_Doe?= <a@b>\nMIME-Version: 1.0\nMessage-ID: <1>\nSubject: "
      "T\nContent-Type: "
      "multipart/mixed; boundary=\"x\"\n\n--x\nContent-Type: text/html\nContent-Transfer-Encoding: "
      "quoted-printable\n\n<p>=41</p>\n--x\n\nplain\n--x--\n\n"
      "From a@b Thu Feb  2 10:00:00 2012\nSubject: U\n\nend\n";
  std::mt19937 random(20);  // NOLINT: the same every run
  const std::string_view marks = "=?;:-\"<>\n\n x\xe4";
  for (int round = 0; round < 400; ++round) {
    std::string text = whole;
    for (int change = 0; change < 1 + round % 6; ++change) text[35 + random() % (text.size() - 35)] = marks[random() % marks.size()];
    Collected once, again;
    read_bytes(text, "a.mbox", once);
    read_bytes(text, "a.mbox", again, 1 + random() % 7);
    INFO(text);
    CHECK(once.articles == again.articles);
    CHECK(once.refusals == again.refusals);
  }
}

}  // namespace
}  // namespace backfile::readers
