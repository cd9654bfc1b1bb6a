// Where settings come from, who wins, and what is said about a wrong one.
#include "config/settings.h"

#include <doctest/doctest.h>

#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>

#include "config/address.h"

using namespace backfile;
using config::load;

namespace {

/// A settings file that is gone at the end of the test.
struct File {
  std::string path = std::string(std::tmpnam(nullptr)) + ".json";
  explicit File(const std::string& text) { std::ofstream(path) << text; }
  ~File() { std::remove(path.c_str()); }
};

std::string complaint(const Result<config::Settings>& result) { return result ? "(no error)" : result.error().message; }
bool says(const Result<config::Settings>& result, const std::string& words) { return complaint(result).find(words) != std::string::npos; }

}  // namespace

TEST_CASE("without any source every setting has its default") {
  const auto settings = load({}, "", {"PATH=/bin", "HOME=/"});
  REQUIRE(settings);
  CHECK(settings->listen == "127.0.0.1:8080");
  CHECK(settings->max_page_size == 100);
}

TEST_CASE("a flag wins over the environment, the environment over the file, the file over the default") {
  const File file(R"({"log_level": "warn", "max_clauses": 7, "threads": 3, /* comments are allowed */ "head_seconds": 2.5})");
  const auto settings = load({{"log_level", "error"}}, file.path, {"BACKFILE_LOG_LEVEL=debug", "BACKFILE_THREADS=9"});
  REQUIRE_MESSAGE(settings, complaint(settings));
  CHECK(settings->log_level == "error");
  CHECK(settings->threads == 9);
  CHECK(settings->max_clauses == 7);
  CHECK(settings->head_seconds == 2.5);
  CHECK(settings->max_depth == 20);
}

TEST_CASE("BACKFILE_CONFIG names the file unless the command line does") {
  const File one(R"({"threads": 1})"), two(R"({"threads": 2})");
  CHECK(load({}, "", {"BACKFILE_CONFIG=" + one.path})->threads == 1);
  CHECK(load({}, two.path, {"BACKFILE_CONFIG=" + one.path})->threads == 2);
}

TEST_CASE("an unknown key is an error that names the nearest known one, as that source spells it") {
  const File file(R"({"log_levle": "info"})");
  CHECK(says(load({}, file.path, {}), "there is no setting 'log_levle'; did you mean 'log_level'?"));
  CHECK(says(load({}, "", {"BACKFILE_THREAD=2"}), "there is no setting 'BACKFILE_THREAD'; did you mean 'BACKFILE_THREADS'?"));
  CHECK(says(load({{"lisen", "1"}}, "", {}), "'--lisen'; did you mean '--listen'?"));
  const File far(R"({"qqqqqqqqqqqqqqqqqqqqqqqqqqqqqq": 1})");
  CHECK_FALSE(says(load({}, far.path, {}), "did you mean"));
}

TEST_CASE("a bad value is an error that says what would be right") {
  const struct {
    const char *name, *value, *words;
  } cases[] = {
      {"threads", "many", "--threads must be a whole number from 0 to 1024, not 'many'"},
      {"threads", "-1", "from 0 to 1024"},
      {"threads", "4x", "not '4x'"},
      {"threads", "", "not ''"},
      {"max_clauses", "99999999999999999999", "from 1 to 10000"},
      {"search_deadline_seconds", "0", "must be seconds from 0.1 to 600"},
      {"search_deadline_seconds", "nan", "must be seconds"},
      {"recency", "nan", "must be a number from 0 to 10, not 'nan'"},
      {"recency", "-1", "from 0 to 10"},
      {"log_level", "loud", "must be one of trace, debug, info, warn, error, off, not 'loud'"},
      {"listen", "localhost", "must be ADDRESS:PORT"},
      {"listen", "127.0.0.1:99999", "must be ADDRESS:PORT"},
      {"archive", "", "must be the directory"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CAPTURE(c.value);
    const auto result = load({{c.name, c.value}}, "", {});
    CHECK_MESSAGE(says(result, c.words), complaint(result));
    if (!result) CHECK(result.error().param == c.name);
  }
}

TEST_CASE("a settings file that is none is an error that names it") {
  const File broken("{\"threads\": "), list("[1]"), nested(R"({"threads": {"n": 1}})");
  CHECK(says(load({}, broken.path, {}), "is not JSON"));
  CHECK(says(load({}, list.path, {}), "must hold one JSON object"));
  CHECK(says(load({}, nested.path, {}), "threads must be a string, a number, true, false or a list"));
  CHECK(says(load({}, "/nowhere/at/all.json", {}), "/nowhere/at/all.json cannot be read"));
  CHECK(says(load({}, "/", {}), "cannot be read"));
}

TEST_CASE("what a setting prints, it reads again") {
  const config::Settings defaults;
  for (const config::Setting& setting : config::table()) {
    CAPTURE(setting.name);
    config::Settings other;
    CHECK(setting.set(other, setting.get(defaults)));
    CHECK(setting.get(other) == setting.get(defaults));
    CHECK(std::string(setting.help).size() > 10);
  }
}

TEST_CASE("the documented example shows every setting with its default and nothing else") {
  std::ifstream in(BACKFILE_TESTS_DIR "/../config/backfile.example.json");
  const auto example = nlohmann::json::parse(in, nullptr, true, true);
  const config::Settings defaults;
  CHECK(example.size() == config::table().size());
  for (const config::Setting& setting : config::table()) {
    CAPTURE(setting.name);
    REQUIRE(example.contains(setting.name));
    const auto& value = example[setting.name];
    CHECK((value.is_string() ? value.get<std::string>() : value.dump()) == setting.get(defaults));
  }
  CHECK(load({}, BACKFILE_TESTS_DIR "/../config/backfile.example.json", {}));
}

TEST_CASE("an address is read in all its forms") {
  const auto check = [](const char* text, const char* host, int port) {
    CAPTURE(text);
    const auto address = config::parse_address(text);
    REQUIRE(address);
    CHECK(address->host == host);
    CHECK(address->port == port);
  };
  check("127.0.0.1:8080", "127.0.0.1", 8080);
  check("[::1]:0", "::1", 0);
  check("localhost:80", "localhost", 80);
  check("9000", "127.0.0.1", 9000);
  for (const char* bad : {"", ":", ":80", "::1:80", "host:", "host:port", "[::1]", "host:-1", "host:70000"}) {
    CAPTURE(bad);
    CHECK_FALSE(config::parse_address(bad));
  }
}
