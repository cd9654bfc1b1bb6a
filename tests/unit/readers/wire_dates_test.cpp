#include "indexer/readers/wire_dates.h"

#include <doctest/doctest.h>

#include <string>

namespace backfile::readers {
namespace {

std::string iso(const std::optional<article::Date>& date) { return date ? article::to_iso(*date) : std::string("none"); }

TEST_CASE("dates of newspaper databases are read in every spelling they have") {
  struct Spelling {
    const char *text, *date;
  };
  const Spelling spellings[] = {
      {"26-FEB-1987 15:01:01.79", "1987-02-26T15:01:01"},
      {" 3-MAR-1987  09:15:05.40", "1987-03-03T09:15:05"},
      {"31-MAR-1987 605:12:19.12", "1987-03-31"},
      {"9-APR-1987 00:00:00.00    # guessed", "1987-04-09"},
      {"910514", "1991-05-14"},
      {"19940105", "1994-01-05"},
      {"03/24/87", "1987-03-24"},
      {"24/03/87", "1987-03-24"},
      {"January 1, 1989, Sunday, Home Edition", "1989-01-01"},
      {"Thursday January 10, 1991 00010999,SJ1", "1991-01-10"},
      {"FT  14 MAY 91", "1991-05-14"},
      {"1998-06-01 00:00:00", "1998-06-01T00:00:00"},
      {"06/01/1998 00:04:00", "1998-06-01T00:04:00"},
      {"1 March 1994", "1994-03-01"},
      {"April 1912", "1912-04"},
      {"NEW YORK", "none"},
      {"99/99/99", "none"},
      {"", "none"},
  };
  for (const auto& spelling : spellings) {
    INFO(spelling.text);
    CHECK(iso(date_in_field(spelling.text, {})) == spelling.date);
  }
  CHECK(iso(date_in_field("04/05/87", "fr")) == "1987-05-04");
}

TEST_CASE("a document's number gives its date only where that can be read in one way") {
  CHECK(iso(date_in_document_number("AP880212-0001")) == "1988-02-12");
  CHECK(iso(date_in_document_number("AFP_ENG_19940512.0001")) == "1994-05-12");
  CHECK(iso(date_in_document_number("LA010189-0001")) == "1989-01-01");
  CHECK(iso(date_in_document_number("XX010203-0001")) == "none");
  CHECK(iso(date_in_document_number("FT911-3")) == "none");
  CHECK(iso(date_in_document_number("980499999")) == "none");
}

TEST_CASE("wires' own stamps are read with their zone") {
  CHECK(iso(date_in_stamp("AP-NR-02-12-88 2344EST")) == "1988-02-12T23:44-05:00");
  CHECK(iso(date_in_stamp("AP-WF-11-13-13 0745GMT<")) == "2013-11-13T07:45Z");
  CHECK(iso(date_in_stamp("AP-WF-11-13-13")) == "2013-11-13");
  CHECK(iso(date_in_stamp("AP-WF-13-13-13 0745GMT")) == "none");
  CHECK(iso(date_in_stamp("-")) == "none");
  CHECK(iso(date_in_iptc_time("242200 GMT Jun 17")) == "2017-06-24T22:00Z");
  CHECK(iso(date_in_iptc_time("211259 Nov 18")) == "2018-11-21T12:59");
  CHECK(iso(date_in_iptc_time("101137 GMT Dez 18")) == "2018-12-10T11:37Z");
  CHECK(iso(date_in_iptc_time("242200 JUN 2017")) == "2017-06-24T22:00");
  CHECK(iso(date_in_iptc_time("242200 men came")) == "none");
}

}  // namespace
}  // namespace backfile::readers
