// Dates as people and newspapers spell them.
#pragma once
#include <optional>
#include <string_view>

#include "indexer/article/date.h"

namespace backfile::article {

/// Reads a text that is a date and nothing else (surrounding space, a weekday, and labels such as "at" aside):
/// ISO 8601, RFC 822/1123 (`Tue, 16 Apr 1912 10:00:00 GMT`), `16 April 1912`, `April 16, 1912`, `Apr. 16, 1912`, `16. April 1912`,
/// `16 avril 1912`, `le 1er mai 1890`, `16 de abril de 1912`, `2024年3月31日`, `令和6年3月31日`, `١٦ أبريل ١٩١٢`,
/// `April 1912`, `1912`, `16.4.1912`, `1912/04/16`, `16/04/1912`, with a time of day and zone where one follows.
/// Month names in English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish, Norwegian, Polish, Russian, Arabic.
/// `4/5/1912` cannot be told apart: day first unless `language` is "en" or "en-US" (then month first); a number over 12 decides.
/// Nothing where it is no date: a sentence that contains one, an impossible day, a two-digit year outside RFC 822.
std::optional<Date> parse_date(std::string_view text, std::string_view language = {});

/// The date a URL's path states: /2024/03/31/, /2024-03-31-, /20240331, /2024/mar/31/, /2024/03/ (month). Nothing if none.
std::optional<Date> date_in_url(std::string_view url);

}  // namespace backfile::article
