// Bodies of requests and streamed answers, over real sockets with handlers of the test's own.
#include <doctest/doctest.h>
#include <zlib.h>

#include <thread>

#include "server/http/problem.h"
#include "tests/unit/http/client.h"

using namespace backfile;
using namespace backfile::tests;
using std::chrono::milliseconds;

namespace {

constexpr std::size_t kCap = 100'000;

/// Answers with the length of the body and its beginning, or streams.
http::Response handle(http::Request& request) {
  http::Response response;
  response.content_type = "text/plain";
  if (request.path == "/unread") {
    response.body = "not read";
  } else if (request.path == "/stream" || request.path == "/stream/long") {
    const int lines = request.path == "/stream" ? 100'000 : 100'000'000;
    response.stream = [lines](http::Sink& sink) {
      for (int line = 0; line < lines; ++line) {
        if (!sink.write("line " + std::to_string(line) + "\n")) return false;
      }
      return true;
    };
  } else if (request.path == "/broken") {
    response.stream = [](http::Sink& sink) {
      sink.write("a beginning");
      return false;
    };
  } else {
    const auto body = http::whole_body(*request.body, kCap);
    if (!body) return http::problem(body.error());
    response.body = std::to_string(body->size()) + " bytes: " + body->substr(0, 20);
  }
  return response;
}

std::string gzipped(const std::string& text) {
  std::string packed(compressBound(text.size()) + 64, '\0');
  z_stream zlib{};
  deflateInit2(&zlib, 9, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY);
  zlib.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  zlib.avail_in = static_cast<uInt>(text.size());
  zlib.next_out = reinterpret_cast<Bytef*>(packed.data());
  zlib.avail_out = static_cast<uInt>(packed.size());
  deflate(&zlib, Z_FINISH);
  packed.resize(zlib.total_out);
  deflateEnd(&zlib);
  return packed;
}

std::string length_of(const std::string& body) { return "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n"; }
const std::string kChunked = "Transfer-Encoding: chunked\r\n\r\n", kGzip = "Content-Encoding: gzip\r\n";

std::string answer_to(const Running& running, const std::string& head_and_body) {
  Client client(running);
  client.send("POST /read" + kHost + "Connection: close\r\n" + head_and_body);
  return client.all();
}

}  // namespace

TEST_CASE("a body is read by its length, in chunks, and compressed") {
  Running running(handle);
  CHECK(has(answer_to(running, length_of("hello") + "hello"), "5 bytes: hello"));
  CHECK(has(answer_to(running, length_of("")), "0 bytes: "));
  CHECK(has(answer_to(running, "\r\n"), "0 bytes: "));
  CHECK(has(answer_to(running, kChunked + "5\r\nhello\r\n6;a=b\r\n world\r\n0\r\nX: y\r\n\r\n"), "11 bytes: hello world"));
  const std::string packed = gzipped("hello hello hello");
  CHECK(has(answer_to(running, kGzip + length_of(packed) + packed), "17 bytes: hello"));
  std::string chunks;
  for (const char byte : packed) chunks += std::string("1\r\n") + byte + "\r\n";
  CHECK(has(answer_to(running, kGzip + kChunked + chunks + "0\r\n\r\n"), "17 bytes: hello"));
  const std::string large = gzipped(std::string(kCap, 'x'));
  CHECK(has(answer_to(running, kGzip + length_of(large) + large), "100000 bytes: xxx"));
}

TEST_CASE("a body beyond the endpoint's cap is 413, however it is sent") {
  Running running(handle);
  const std::string over(kCap + 1, 'x'), bomb = gzipped(std::string(10'000'000, 'x'));
  CHECK(has(answer_to(running, "Content-Length: 9999999999999\r\n\r\n"), "HTTP/1.1 413 "));
  CHECK(has(answer_to(running, kChunked + "fffffffffffffff\r\n"), "HTTP/1.1 413 "));
  CHECK(has(answer_to(running, kChunked + "186a1\r\n" + over + "\r\n0\r\n\r\n"), "HTTP/1.1 413 "));
  CHECK(has(answer_to(running, kGzip + length_of(bomb) + bomb), "HTTP/1.1 413 "));
}

TEST_CASE("a body that is not what its head says is 400") {
  Running running(handle);
  for (const std::string& body : {std::string("zz\r\nhello\r\n0\r\n\r\n"), std::string("\r\n\r\n"), std::string("5\r\nhelloX\r\n0\r\n\r\n"),
                                  std::string("-5\r\nhello\r\n0\r\n\r\n"), std::string(5000, '1'), std::string("10000000000000000\r\n")}) {
    CAPTURE(body);
    CHECK(has(answer_to(running, kChunked + body), "HTTP/1.1 400 "));
  }
  CHECK(has(answer_to(running, kGzip + length_of("hello") + "hello"), "HTTP/1.1 400 "));
  const std::string packed = gzipped("hello"), cut = packed.substr(0, packed.size() - 4);
  CHECK(has(answer_to(running, kGzip + length_of(cut) + cut), "HTTP/1.1 400 "));
  CHECK(has(answer_to(running, "Content-Encoding: br\r\n" + length_of("hello") + "hello"), "HTTP/1.1 415 "));
  CHECK(has(answer_to(running, "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"), "HTTP/1.1 501 "));
}

TEST_CASE("a client that drips its body is told so and let go") {
  Running running(handle);
  CHECK(has(answer_to(running, "Content-Length: 100\r\n\r\nhello"), "HTTP/1.1 408 "));
  CHECK(has(answer_to(running, kChunked + "5\r\nhel"), "HTTP/1.1 408 "));
  CHECK(has(answer_to(running, "Content-Length: 90000\r\n\r\nhello"), "HTTP/1.1 408 "));
}

TEST_CASE("100 Continue is sent where the body is wanted, and not where it is refused") {
  Running running(handle);
  Client wanted(running), refused(running);
  wanted.send("POST /read" + kHost + "Expect: 100-continue\r\nConnection: close\r\n" + length_of("hello"));
  CHECK(has(wanted.receive("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n"));
  wanted.send("hello");
  CHECK(has(wanted.all(), "5 bytes: hello"));
  refused.send("POST /read" + kHost + "Expect: 100-continue\r\nContent-Length: 9999999\r\n\r\n");
  const std::string answer = refused.all();
  CHECK(answer.rfind("HTTP/1.1 413 ", 0) == 0);
}

TEST_CASE("the connection goes on behind a body that was read, and ends behind one that was not") {
  Running running(handle);
  Client read(running), unread(running);
  const std::string next = "GET /unread" + kHost + "Connection: close\r\n\r\n";
  read.send("POST /read" + kHost + length_of("hello") + "hello" + "POST /read" + kHost + kChunked + "2\r\nhi\r\n0\r\n\r\n" + next);
  const std::string answers = read.all();
  CHECK(has(answers, "5 bytes: hello"));
  CHECK(has(answers, "2 bytes: hi"));
  CHECK(has(answers, "not read"));
  unread.send("POST /unread" + kHost + length_of(next) + next);
  const std::string answer = unread.all();
  CHECK(has(answer, "Connection: close\r\n"));
  CHECK(answer.find("not read") == answer.rfind("not read"));
}

TEST_CASE("a stream is sent in chunks, to HTTP/1.0 as it is, and not at all for HEAD") {
  Running running(handle);
  Client client(running), old(running), head(running);
  client.send("GET /stream" + kHost + "\r\nGET /unread" + kHost + "Connection: close\r\n\r\n");
  const std::string answer = client.all();
  CHECK(has(answer, "Transfer-Encoding: chunked\r\n"));
  CHECK(has(answer, "Content-Type: text/plain\r\n"));
  CHECK_FALSE(has(answer.substr(0, answer.find("not read")), "Content-Length: 0"));
  CHECK(has(answer, "line 99999\n\r\n0\r\n\r\nHTTP/1.1 200 OK"));
  CHECK(has(answer, "not read"));
  old.send("GET /stream HTTP/1.0\r\n\r\n");
  const std::string plain = old.all();
  CHECK_FALSE(has(plain, "chunked"));
  CHECK(has(plain, "line 0\nline 1\n"));
  CHECK(plain.substr(plain.size() - 12) == "\nline 99999\n");
  head.send("HEAD /stream" + kHost + "Connection: close\r\n\r\n");
  const std::string nothing = head.all();
  CHECK(has(nothing, "Transfer-Encoding: chunked\r\n"));
  CHECK(nothing.substr(nothing.size() - 4) == "\r\n\r\n");
}

TEST_CASE("a stream that cannot be finished is seen to be cut off") {
  Running running(handle);
  Client client(running);
  client.send("GET /broken" + kHost + "\r\n");
  const std::string answer = client.all();
  CHECK(has(answer, "200 OK"));
  CHECK_FALSE(has(answer, "\r\n0\r\n\r\n"));
}

TEST_CASE("a reader that takes nothing ends its stream, and more streams than there may be are refused meanwhile") {
  http::ServerOptions options = quick_options();
  options.streams = 1;
  Running running(handle, options);
  Client greedy(running), second(running), other(running);
  greedy.send("GET /stream/long" + kHost + "\r\n");
  std::this_thread::sleep_for(milliseconds(150));
  second.send("GET /stream" + kHost + "\r\n");
  const std::string refused = second.all();
  CHECK(has(refused, "HTTP/1.1 503 "));
  CHECK(has(refused, "Retry-After: 1\r\n"));
  other.send("GET /unread" + kHost + "Connection: close\r\n\r\n");
  CHECK(has(other.all(), "not read"));
}
