// Networks and origins in settings.
#include "config/networks.h"

#include <doctest/doctest.h>

#include "config/origins.h"

using namespace backfile;

namespace {
bool holds(const std::string& networks, const std::string& address) {
  return config::any_holds(*config::parse_networks(networks), address);
}
}  // namespace

TEST_CASE("a network holds the addresses that begin as it does") {
  CHECK(holds("10.0.0.0/8", "10.255.1.2"));
  CHECK_FALSE(holds("10.0.0.0/8", "11.0.0.1"));
  CHECK(holds("192.168.0.0/23", "192.168.1.255"));
  CHECK_FALSE(holds("192.168.0.0/23", "192.168.2.0"));
  CHECK(holds("127.0.0.1", "127.0.0.1"));
  CHECK(holds("127.0.0.1", "::ffff:127.0.0.1"));
  CHECK_FALSE(holds("127.0.0.1", "127.0.0.2"));
  CHECK(holds("::1, 2001:db8::/32", "2001:db8:1::5"));
  CHECK(holds("0.0.0.0/0", "1.2.3.4"));
  CHECK_FALSE(holds("0.0.0.0/0", "::1"));
  CHECK_FALSE(holds("10.0.0.0/8", "unknown"));
  CHECK_FALSE(holds("", "10.0.0.1"));
}

TEST_CASE("what is no network is refused") {
  for (const char* text : {"10.0.0.0/33", "10.0.0/8", "localhost", "::1/129", "10.0.0.0/", "10.0.0.0/-1", "1.2.3.4:80"}) {
    CAPTURE(text);
    CHECK_FALSE(config::parse_networks(text));
  }
}

TEST_CASE("origins are what browsers send") {
  CHECK(*config::parse_origins("https://News.example, http://localhost:3000") ==
        std::vector<std::string>{"https://news.example", "http://localhost:3000"});
  CHECK(*config::parse_origins("*") == std::vector<std::string>{"*"});
  CHECK(config::parse_origins("")->empty());
  for (const char* text : {"news.example", "https://news.example/", "*, https://a", "https://", "ftp://a", "https://a\"b"}) {
    CAPTURE(text);
    CHECK_FALSE(config::parse_origins(text));
  }
}

TEST_CASE("a public URL loses its last slash") {
  CHECK(*config::parse_public_url("https://news.example/archive/") == "https://news.example/archive");
  CHECK(*config::parse_public_url("http://[::1]:8080") == "http://[::1]:8080");
  CHECK(config::parse_public_url("")->empty());
  for (const char* text : {"news.example", "https://", "https://a?b", "https://a#b", "https://u@a", "/archive"}) {
    CAPTURE(text);
    CHECK_FALSE(config::parse_public_url(text));
  }
}
