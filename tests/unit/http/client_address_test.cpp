// Whose request it is, behind proxies.
#include "server/http/client_address.h"

#include <doctest/doctest.h>

using namespace backfile;

namespace {

std::string seen(const std::string& peer, const http::Headers& headers) {
  http::Head head;
  head.headers = headers;
  return http::client_address(head, peer, *config::parse_networks("127.0.0.1, 10.0.0.0/8"));
}

}  // namespace

TEST_CASE("what a stranger says about its address does not count") {
  CHECK(seen("192.0.2.9", {{"x-forwarded-for", "198.51.100.1"}}) == "192.0.2.9");
  CHECK(seen("192.0.2.9", {{"forwarded", "for=198.51.100.1"}}) == "192.0.2.9");
}

TEST_CASE("behind trusted proxies the last address that is none of theirs counts") {
  CHECK(seen("127.0.0.1", {}) == "127.0.0.1");
  CHECK(seen("127.0.0.1", {{"x-forwarded-for", "198.51.100.1"}}) == "198.51.100.1");
  CHECK(seen("127.0.0.1", {{"x-forwarded-for", "6.6.6.6, 198.51.100.1 ,10.1.2.3"}}) == "198.51.100.1");
  CHECK(seen("127.0.0.1", {{"x-forwarded-for", "6.6.6.6"}, {"x-forwarded-for", "198.51.100.1"}}) == "198.51.100.1");
  CHECK(seen("127.0.0.1", {{"x-forwarded-for", "198.51.100.1:4711"}}) == "198.51.100.1");
  CHECK(seen("127.0.0.1", {{"forwarded", "for=6.6.6.6, For=\"[2001:db8::7]:4711\";proto=https;by=10.0.0.1"}}) == "2001:db8::7");
  CHECK(seen("127.0.0.1", {{"forwarded", "for=198.51.100.1"}, {"x-forwarded-for", "6.6.6.6"}}) == "198.51.100.1");
}

TEST_CASE("what is no address ends the search") {
  CHECK(seen("127.0.0.1", {{"x-forwarded-for", "unknown"}}) == "127.0.0.1");
  CHECK(seen("127.0.0.1", {{"x-forwarded-for", "198.51.100.1, unknown, 10.0.0.5"}}) == "10.0.0.5");
  CHECK(seen("127.0.0.1", {{"x-forwarded-for", ",,,"}}) == "127.0.0.1");
  CHECK(seen("127.0.0.1", {{"forwarded", "proto=https"}}) == "127.0.0.1");
}

TEST_CASE("an IPv6 client is its network of 64 bits") {
  CHECK(http::client_key("2001:db8::1") == http::client_key("2001:db8::ffff"));
  CHECK(http::client_key("2001:db8::1") != http::client_key("2001:db8:0:1::1"));
  CHECK(http::client_key("192.0.2.1") != http::client_key("192.0.2.2"));
}
