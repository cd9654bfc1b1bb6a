// What counts as the head of a request, and what is refused before anything else sees it.
#include "server/http/head.h"

#include <doctest/doctest.h>

using namespace backfile::http;

TEST_CASE("a head is read with its headers, whatever their case") {
  Head head;
  CHECK(parse_head("GET /a?b=c HTTP/1.1\r\nHost: x\r\nX-Thing:\t1 2 \r\n\r\n", head).status == 0);
  CHECK(head.method == "GET");
  CHECK(head.target == "/a?b=c");
  CHECK(head.header("host") == "x");
  CHECK(head.header("x-thing") == "1 2");
  CHECK_FALSE(head.has_body());
  CHECK_FALSE(head.closes());
}

TEST_CASE("a head ends at the first blank line, with either line end") {
  CHECK(head_size("GET / HTTP/1.1\r\nHost: x\r\n\r\nmore") == 27);
  CHECK(head_size("GET / HTTP/1.1\nHost: x\n\nmore") == 24);
  CHECK(head_size("GET / HTTP/1.1\r\nHost: x\r\n") == 0);
  CHECK(head_size("") == 0);
}

TEST_CASE("whatever two parsers could read differently is refused") {
  const std::string host = "Host: x\r\n";
  const struct {
    std::string bytes;
    int status;
  } cases[] = {
      {"GET /\r\n" + host + "\r\n", 400},
      {"GET / HTTP/2.0\r\n" + host + "\r\n", 505},
      {"GET / FTP/1.1\r\n" + host + "\r\n", 400},
      {"GET /a b HTTP/1.1\r\n" + host + "\r\n", 400},
      {"GET  / HTTP/1.1\r\n" + host + "\r\n", 400},
      {"GET x HTTP/1.1\r\n" + host + "\r\n", 400},
      {"GET http://x/ HTTP/1.1\r\n" + host + "\r\n", 400},
      {"G(T / HTTP/1.1\r\n" + host + "\r\n", 400},
      {"\r\n\r\n", 400},
      {std::string("GET /\0 HTTP/1.1\r\n", 17) + host + "\r\n", 400},
      {"GET / HTTP/1.1\r\n\r\n", 400},
      {"GET / HTTP/1.0\r\n\r\n", 0},
      {"GET / HTTP/1.1\r\n" + host + host + "\r\n", 400},
      {"GET / HTTP/1.1\r\n" + host + " folded\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\n" + host + "Name : x\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\n" + host + "Name\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\n" + host + "A: b\rc\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\n" + host + "Content-Length: 1\r\nContent-Length: 1\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\n" + host + "Content-Length: 99999999999999999999\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\n" + host + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
      {"GET /" + std::string(kMaxRequestLine, 'a') + " HTTP/1.1\r\n" + host + "\r\n", 414},
      {"GET / HTTP/1.1\r\n" + host + "A: " + std::string(kMaxHeaderLine, 'a') + "\r\n\r\n", 431},
  };
  for (const auto& c : cases) {
    CAPTURE(c.bytes.substr(0, 80));
    Head head;
    CHECK(parse_head(c.bytes, head).status == c.status);
  }
}

TEST_CASE("too much is refused as soon as it is too much") {
  CHECK(too_large("GET /" + std::string(kMaxRequestLine, 'a')).status == 414);
  CHECK(too_large("GET / HTTP/1.1\r\nA: " + std::string(kMaxHead, 'a')).status == 431);
  CHECK(too_large("GET / HTTP/1.1\r\n").status == 0);
  std::string many = "GET / HTTP/1.1\r\nHost: x\r\n";
  for (std::size_t i = 0; i < kMaxHeaders; ++i) many += "A: b\r\n";
  Head head;
  CHECK(parse_head(many + "\r\n", head).status == 431);
}

TEST_CASE("the version and the Connection header say whether the connection stays") {
  const auto closes = [](const std::string& line, const std::string& connection) {
    Head head;
    REQUIRE(parse_head("GET / " + line + "\r\nHost: x\r\n" + connection + "\r\n", head).status == 0);
    return head.closes();
  };
  CHECK_FALSE(closes("HTTP/1.1", ""));
  CHECK(closes("HTTP/1.1", "Connection: Close\r\n"));
  CHECK(closes("HTTP/1.0", ""));
  CHECK(closes("HTTP/1.0", "Connection: Keep-Alive\r\n"));
}

TEST_CASE("a body is announced by a length above zero or by a transfer coding") {
  const auto has_body = [](const std::string& header) {
    Head head;
    REQUIRE(parse_head("POST / HTTP/1.1\r\nHost: x\r\n" + header + "\r\n", head).status == 0);
    return head.has_body();
  };
  CHECK_FALSE(has_body(""));
  CHECK_FALSE(has_body("Content-Length: 0\r\n"));
  CHECK(has_body("Content-Length: 10\r\n"));
  CHECK(has_body("Transfer-Encoding: chunked\r\n"));
}
