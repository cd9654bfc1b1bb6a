// Dates as newspaper databases and wires abbreviate them, where an archive of the last century writes years with two digits.
#pragma once
#include <optional>
#include <string_view>

#include "indexer/article/date.h"

namespace backfile::readers {

/// 87 is 1987, 17 is 2017: none of these formats is older than 1950.
int full_year(int two_digits);

/// The date of a field DATE, DD, PUBDATE and the like: `26-FEB-1987 15:01:01.79`, 910514, 19940105, 03/24/87 (month first, as American
/// databases write), `January 1, 1989, Sunday, Home Edition`, `FT 14 MAY 91`, `1998-06-01 00:00:00`, with words or codes behind it.
/// Nothing where no date begins the text (a weekday or a name of at most three letters may stand before it).
std::optional<article::Date> date_in_field(std::string_view text, std::string_view language);

/// The date in a document's number: AP880212-0001, AFP_ENG_19940512.0001, LA010189-0001 (month first). Nothing where it may be read in two
/// ways.
std::optional<article::Date> date_in_document_number(std::string_view number);

/// ANPA's time stamp: `AP-NR-02-12-88 2344EST`, `AP-WF-11-13-13 0745GMT<`. Anywhere in the text; the last one.
std::optional<article::Date> date_in_stamp(std::string_view text);

/// IPTC 7901's: `242200 GMT Jun 17`, `211259 Nov 18`, `101137 GMT Dez 18`, `242200 JUN 2017`: day, time, zone, month, year. The whole text.
std::optional<article::Date> date_in_iptc_time(std::string_view text);

}  // namespace backfile::readers
