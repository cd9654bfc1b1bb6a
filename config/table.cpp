// The table of settings: adding a setting is one member of Settings, one row here, and one entry in backfile.example.json.
#include <charconv>
#include <limits>

#include "config/address.h"
#include "config/networks.h"
#include "config/origins.h"
#include "config/settings.h"

namespace backfile::config {
namespace {

// Turns "&Settings::x" into the type of x.
template <class T>
T member_type(T Settings::*);

template <auto Member, long long Low, long long High>
Result<void> set_whole(Settings& settings, const std::string& value) {
  using Type = decltype(member_type(Member));
  static_assert(Low >= 0 && High <= std::numeric_limits<Type>::max());
  long long number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc() || end != value.data() + value.size() || number < Low || number > High) {
    return fail(Code::invalid,
                "must be a whole number from " + std::to_string(Low) + " to " + std::to_string(High) + ", not '" + value + "'");
  }
  settings.*Member = static_cast<Type>(number);
  return {};
}

/// High: in seconds; the least is a tenth of a second.
template <auto Member, long long High>
Result<void> set_seconds(Settings& settings, const std::string& value) {
  double seconds = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  const bool number = error == std::errc() && end == value.data() + value.size();
  if (!number || !(seconds >= 0.1 && seconds <= double(High))) {
    return fail(Code::invalid, "must be seconds from 0.1 to " + std::to_string(High) + ", not '" + value + "'");
  }
  settings.*Member = seconds;
  return {};
}

template <auto Member>
Result<void> set_rate(Settings& settings, const std::string& value) {
  double rate = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), rate);
  const bool number = error == std::errc() && end == value.data() + value.size();
  if (!number || !(rate >= 0 && rate <= 1e6)) return fail(Code::invalid, "must be a number from 0 to 1000000, not '" + value + "'");
  settings.*Member = rate;
  return {};
}

template <auto Member>
Result<void> set_switch(Settings& settings, const std::string& value) {
  if (value != "true" && value != "false") return fail(Code::invalid, "must be true or false, not '" + value + "'");
  settings.*Member = value == "true";
  return {};
}

Result<void> set_archive(Settings& settings, const std::string& value) {
  if (value.empty()) return fail(Code::invalid, "must be the directory of an archive, not empty");
  settings.archive = value;
  return {};
}

Result<void> set_name(Settings& settings, const std::string& value) {
  if (value.empty()) return fail(Code::invalid, "must be a name, not empty");
  settings.name = value;
  return {};
}

Result<void> set_accent(Settings& settings, const std::string& value) {
  const bool hexadecimal =
      value.size() == 7 && value[0] == '#' && value.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos;
  if (!hexadecimal) return fail(Code::invalid, "must be a colour such as #1f5c8a, not '" + value + "'");
  settings.accent = value;
  return {};
}

Result<void> set_listen(Settings& settings, const std::string& value) {
  if (auto address = parse_address(value); !address) return tl::unexpected<Error>(address.error());
  settings.listen = value;
  return {};
}

Result<void> set_log_level(Settings& settings, const std::string& value) {
  for (const char* level : {"trace", "debug", "info", "warn", "error", "off"}) {
    if (value == level) {
      settings.log_level = value;
      return {};
    }
  }
  return fail(Code::invalid, "must be one of trace, debug, info, warn, error, off, not '" + value + "'");
}

template <auto Member>
Result<void> set_text(Settings& settings, const std::string& value) {
  settings.*Member = value;
  return {};
}

Result<void> set_recency(Settings& settings, const std::string& value) {
  double points = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), points);
  const bool number = error == std::errc() && end == value.data() + value.size();
  if (!number || !(points >= 0 && points <= 10)) return fail(Code::invalid, "must be a number from 0 to 10, not '" + value + "'");
  settings.recency = points;
  return {};
}

/// Parse: turns the text into the member's type, or says what would be right.
template <auto Member, auto Parse>
Result<void> set_parsed(Settings& settings, const std::string& value) {
  auto parsed = Parse(value);
  if (!parsed) return tl::unexpected<Error>(parsed.error());
  settings.*Member = std::move(*parsed);
  return {};
}

/// Networks are kept as written, for printing; they are parsed again where they are used.
Result<void> set_trusted_proxies(Settings& settings, const std::string& value) {
  if (auto parsed = parse_networks(value); !parsed) return tl::unexpected<Error>(parsed.error());
  settings.trusted_proxies = value;
  return {};
}

template <auto Member>
std::string get(const Settings& settings) {
  using Type = decltype(member_type(Member));
  if constexpr (std::is_same_v<Type, std::string>) {
    return settings.*Member;
  } else if constexpr (std::is_same_v<Type, std::vector<std::string>>) {
    std::string text;
    for (const std::string& piece : settings.*Member) text += (text.empty() ? "" : ",") + piece;
    return text;
  } else if constexpr (std::is_same_v<Type, bool>) {
    return settings.*Member ? "true" : "false";
  } else {
    char text[32];
    return std::string(text, std::to_chars(text, text + sizeof text, settings.*Member).ptr);
  }
}

using S = Settings;

/// Connections, the log, the addresses of this server.
const std::vector<Setting>& of_serving() {
  static const std::vector<Setting> settings = {
      {"archive", "Directory of the archive to serve.", set_archive, get<&S::archive>},
      {"listen", "ADDRESS:PORT to listen on, such as 0.0.0.0:80 or [::1]:8080. Port 0 takes any free one.", set_listen, get<&S::listen>},
      {"threads",
       "Searches that run at once. 0: one and a half times the number of cores. Idle cores share in a search; 1: each keeps to one.",
       set_whole<&S::threads, 0, 1024>, get<&S::threads>},
      {"connections", "Connections open at once. Beyond, the longest idle one is closed, or else the new one refused.",
       set_whole<&S::connections, 1, 1000000>, get<&S::connections>},
      {"connections_per_address", "Connections open at once from one address, or one IPv6 network of 64 bits. Not for trusted proxies.",
       set_whole<&S::connections_per_address, 1, 1000000>, get<&S::connections_per_address>},
      {"requests_per_second", "Requests a second that one client may send; more are answered with status 429. 0: any number.",
       set_rate<&S::requests_per_second>, get<&S::requests_per_second>},
      {"request_burst", "Requests that a client may send at once under requests_per_second.", set_whole<&S::request_burst, 1, 1000000>,
       get<&S::request_burst>},
      {"max_waiting", "Requests that may wait for a thread; more are answered with status 503.", set_whole<&S::max_waiting, 0, 100000>,
       get<&S::max_waiting>},
      {"streams", "Exports that are sent at once, each by a thread. Further ones are answered with status 503.",
       set_whole<&S::streams, 1, 1024>, get<&S::streams>},
      {"keep_alive_seconds", "Seconds after which an idle connection is closed; sooner where there are too many.",
       set_seconds<&S::keep_alive_seconds, 3600>, get<&S::keep_alive_seconds>},
      {"head_seconds", "Seconds that a client has to send the whole head of a request.", set_seconds<&S::head_seconds, 600>,
       get<&S::head_seconds>},
      {"write_seconds", "Seconds after which a client that takes nothing of its answer, or less than 4 KB a second, is given up.",
       set_seconds<&S::write_seconds, 3600>, get<&S::write_seconds>},
      {"body_seconds", "Seconds after which a client that sends nothing of its request's body, or less than 4 KB a second, is given up.",
       set_seconds<&S::body_seconds, 3600>, get<&S::body_seconds>},
      {"name", "Name of the archive, as its readers know it: in feeds and in browsers' lists of search engines.", set_name, get<&S::name>},
      {"logo", "File of a picture (SVG, PNG, JPEG, WebP; at most 1 MB) that pages show beside the name. Empty: none.", set_text<&S::logo>,
       get<&S::logo>},
      {"accent", "Colour of links and bars on pages: #rrggbb. It is made darker or lighter as far as it takes to be read.", set_accent,
       get<&S::accent>},
      {"listed", "Whether search engines may list the pages: robots.txt, sitemap.xml, and what pages tell them.", set_switch<&S::listed>,
       get<&S::listed>},
      {"public_url", "URL at which clients reach this server, such as https://news.example/archive; for links, feeds and OpenSearch.",
       set_parsed<&S::public_url, parse_public_url>, get<&S::public_url>},
      {"tls_cert", "PEM file of the certificate with its chain: the server then speaks HTTPS. Empty: HTTP.", set_text<&S::tls_cert>,
       get<&S::tls_cert>},
      {"tls_key", "PEM file of the certificate's key.", set_text<&S::tls_key>, get<&S::tls_key>},
      {"cors_origins", "Origins, separated by commas, whose pages may read answers in a browser; * for all. Empty: none.",
       set_parsed<&S::cors_origins, parse_origins>, get<&S::cors_origins>},
      {"trusted_proxies", "Addresses or networks of proxies whose X-Forwarded-For and Forwarded headers are believed.", set_trusted_proxies,
       get<&S::trusted_proxies>},
      {"slow_search_seconds", "Seconds after which a request is logged as slow, with its query, at level warn. 0: none is.",
       set_rate<&S::slow_search_seconds>, get<&S::slow_search_seconds>},
      {"log_level", "How much to log: trace, debug, info (a line for every request), warn, error or off.", set_log_level,
       get<&S::log_level>},
      {"log_file", "File to append the log to. Empty: standard error.", set_text<&S::log_file>, get<&S::log_file>},
  };
  return settings;
}

/// Searches, keys, writing.
const std::vector<Setting>& of_answers() {
  static const std::vector<Setting> settings = {
      {"search_deadline_seconds", "Seconds after which a search is given up.", set_seconds<&S::search_deadline_seconds, 600>,
       get<&S::search_deadline_seconds>},
      {"max_query_bytes", "Longest query text, in bytes of UTF-8.", set_whole<&S::max_query_bytes, 1, 8192>, get<&S::max_query_bytes>},
      {"max_clauses", "Most words and phrases in one query.", set_whole<&S::max_clauses, 1, 10000>, get<&S::max_clauses>},
      {"max_wildcards", "Most wildcards (strik*) and words with letters off (word~1) in a query.", set_whole<&S::max_wildcards, 0, 100>,
       get<&S::max_wildcards>},
      {"max_expansions", "Most words that a query's wildcards may stand for, together.", set_whole<&S::max_expansions, 1, 100000>,
       get<&S::max_expansions>},
      {"max_depth", "Deepest nesting of parentheses in a query.", set_whole<&S::max_depth, 1, 100>, get<&S::max_depth>},
      {"long_query_bytes", "Longest query text with a key of scope long-queries.", set_whole<&S::long_query_bytes, 1, 256 << 10>,
       get<&S::long_query_bytes>},
      {"long_query_clauses", "Most words and phrases in one query with a key of scope long-queries.",
       set_whole<&S::long_query_clauses, 1, 10000>, get<&S::long_query_clauses>},
      {"max_page_size", "Most results on one page.", set_whole<&S::max_page_size, 1, 1000>, get<&S::max_page_size>},
      {"snippet_length", "Length of a snippet in characters, about.", set_whole<&S::snippet_length, 20, 5000>, get<&S::snippet_length>},
      {"recency", "Points of the score that the newest articles gain where the order is by relevance. 0: age does not count.", set_recency,
       get<&S::recency>},
      {"query_cache", "Bytes of answers that are kept for who asks the same, until the archive changes. 0: none, each is made anew.",
       set_whole<&S::query_cache, 0, 1ll << 40>, get<&S::query_cache>},
      {"synonyms", "File of synonyms to search with, such as config/synonyms.example.txt. Empty: none.", set_text<&S::synonyms>,
       get<&S::synonyms>},
      {"write_wait_seconds", "Seconds that a change waits while another process writes to the archive.",
       set_seconds<&S::write_wait_seconds, 600>, get<&S::write_wait_seconds>},
      {"max_body_bytes", "Most bytes that one request may send to be added, before and after decompression.",
       set_whole<&S::max_body_bytes, 1024, 1ll << 40>, get<&S::max_body_bytes>},
      {"keys_file", "File of keys. Empty: the file 'keys' in the archive.", set_text<&S::keys_file>, get<&S::keys_file>},
      {"require_key", "Whether reading needs a key as well: true or false.", set_switch<&S::require_key>, get<&S::require_key>},
  };
  return settings;
}

}  // namespace

const std::vector<Setting>& table() {
  static const std::vector<Setting> settings = [] {
    std::vector<Setting> all = of_serving();
    all.insert(all.end(), of_answers().begin(), of_answers().end());
    return all;
  }();
  return settings;
}

}  // namespace backfile::config
