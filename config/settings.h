// The server's settings and where they come from: flags, then environment (BACKFILE_…), then a JSON file, then defaults.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "indexer/errors/error.h"

namespace backfile::config {

struct Settings {
  std::string archive = "archive";
  std::string listen = "127.0.0.1:8080";  // ADDRESS:PORT; [::1]:8080; port 0: any free one
  unsigned threads = 0;                   // searches that run at once; 0: one and a half times the number of cores
  unsigned connections = 2048;            // open at once; beyond, the longest idle one is closed, or else the new one refused
  unsigned connections_per_address = 512;
  double requests_per_second = 0;         // of one client; 0: any number
  unsigned request_burst = 20;            // requests that a client may send at once under that limit
  unsigned max_waiting = 512;             // requests that wait for a thread; more are answered with 503
  unsigned streams = 8;                   // exports sent at once; more are answered with 503
  double keep_alive_seconds = 15;         // an idle connection is closed after this, earlier where others wait
  double head_seconds = 5;                // for the whole head of a request
  double write_seconds = 20;              // for a client that takes nothing of its answer, or less than 4 KB/s
  double body_seconds = 10;               // for a client that sends nothing of its request's body, or less than 4 KB/s
  std::string name = "Backfile";          // of the archive, as readers know it
  std::string logo;                       // file of a picture (SVG, PNG, JPEG, WebP) that pages show beside the name; empty: none
  std::string accent = "#1f5c8a";         // colour of links and bars on pages, #rrggbb
  bool listed = true;                     // whether search engines may list the pages
  std::string public_url;                 // https://news.example/archive: how clients reach it; no slash at the end
  std::string tls_cert, tls_key;          // PEM files; both or neither
  std::vector<std::string> cors_origins;  // https://news.example, …, or * alone; empty: none
  std::string trusted_proxies;            // 10.0.0.0/8, ::1, …: whose Forwarded headers are believed
  double slow_search_seconds = 1;         // a request that takes longer is logged as a warning; 0: none
  std::string log_level = "info";         // trace debug info warn error off
  std::string log_file;                   // empty: standard error
  double search_deadline_seconds = 5;
  std::uint32_t max_query_bytes = 2048, max_clauses = 128, max_depth = 20, max_wildcards = 4, max_expansions = 1'000, max_page_size = 100;
  std::uint32_t long_query_bytes = 64 << 10, long_query_clauses = 2048;  // in place of the first two, with a key of scope long-queries
  unsigned snippet_length = 240;
  double recency = 0.5;                     // points of the score, 0 to 10
  std::uint64_t query_cache = 16 << 20;     // bytes of answers kept until the archive changes; 0: none
  std::string synonyms;                     // file of synonyms; empty: none
  double write_wait_seconds = 5;            // for another process that writes
  std::int64_t max_body_bytes = 256 << 20;  // of what is sent to be added
  std::string keys_file;                    // empty: the file "keys" in the archive
  bool require_key = false;                 // reading needs a key as well
};

/// One row a setting: name (also the flag `--log-level` and the variable BACKFILE_LOG_LEVEL), help, how to set it from text and to print
/// it.
struct Setting {
  const char* name;
  const char* help;
  Result<void> (*set)(Settings&, const std::string& value);
  std::string (*get)(const Settings&);
};
const std::vector<Setting>& table();

/// "log_level" -> "--log-level", "BACKFILE_LOG_LEVEL".
std::string flag_name(const std::string& setting);
std::string variable_name(const std::string& setting);

/// flags: settings given on the command line, by name. file: path of the JSON file (comments allowed); empty: the one that BACKFILE_CONFIG
/// names, else none. environment: NAME=VALUE each. An unknown key, in the file or as a BACKFILE_ variable, is an error that names the
/// nearest known one (BACKFILE_INDEXER_… are the indexer's); a bad value is an error that says what would be right. `param` names the
/// setting.
Result<Settings> load(const std::map<std::string, std::string>& flags, const std::string& file,
                      const std::vector<std::string>& environment);

}  // namespace backfile::config
