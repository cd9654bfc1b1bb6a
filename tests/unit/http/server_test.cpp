// The transport with a handler of the test's own: real sockets, port 0.
#include "server/http/server.h"

#include <doctest/doctest.h>

#include <stdexcept>
#include <thread>

#include "tests/unit/http/client.h"

using namespace backfile;
using namespace backfile::tests;
using std::chrono::milliseconds;

namespace {

http::Response echo(http::Request& request) {
  http::Response response;
  response.content_type = "text/plain";
  response.body = request.method + " " + request.path;
  if (request.path == "/throws") throw std::runtime_error("secret words");
  if (request.path == "/slow") std::this_thread::sleep_for(milliseconds(300));
  if (request.path == "/large") response.body.assign(4 << 20, 'x');
  return response;
}

}  // namespace

TEST_CASE("a connection carries several requests, and ends when the client says so") {
  Running running(echo);
  Client client(running);
  client.send("GET /one" + kHost + "\r\n");
  const std::string first = client.receive("GET /one");
  CHECK(has(first, "HTTP/1.1 200 OK\r\n"));
  CHECK(has(first, "Content-Length: 8\r\n"));
  CHECK(has(first, "Server: Backfile\r\n"));
  CHECK(has(first, "Keep-Alive: timeout=2, max=10000\r\n"));
  CHECK(has(first, "X-Content-Type-Options: nosniff\r\n"));
  CHECK(has(first, "Cache-Control: no-cache\r\n"));
  CHECK(has(first, "Date: "));
  client.send("GET /two" + kHost + "Connection: close\r\n\r\n");
  CHECK(has(client.all(), "GET /two"));
}

TEST_CASE("requests sent at once are answered in order") {
  Running running(echo);
  Client client(running);
  client.send("GET /one" + kHost + "\r\nGET /two" + kHost + "\r\nGET /end" + kHost + "Connection: close\r\n\r\n");
  const std::string answers = client.all();
  CHECK(answers.find("GET /one") < answers.find("GET /two"));
  CHECK(answers.find("GET /two") < answers.find("GET /end"));
  CHECK(has(answers, "GET /end"));
}

TEST_CASE("HEAD gets the head of the answer alone") {
  Running running(echo);
  Client client(running);
  client.send("HEAD /x" + kHost + "Connection: close\r\n\r\n");
  const std::string answer = client.all();
  CHECK(has(answer, "Content-Length: 7\r\n"));
  CHECK(answer.substr(answer.size() - 4) == "\r\n\r\n");
}

TEST_CASE("what a handler throws stays inside") {
  Running running(echo);
  Client client(running);
  client.send("GET /throws" + kHost + "Connection: close\r\n\r\n");
  const std::string answer = client.all();
  CHECK(has(answer, "HTTP/1.1 500 "));
  CHECK(has(answer, "application/problem+json"));
  CHECK_FALSE(has(answer, "secret"));
  CHECK_FALSE(has(answer, "EXCEPTION"));
}

TEST_CASE("ranges, however many, are not obeyed") {
  Running running(echo);
  Client client(running);
  std::string ranges = "Range: bytes=0-";
  for (int i = 0; i < 1500; ++i) ranges += ",0-";
  client.send("GET /x" + kHost + ranges + "\r\nConnection: close\r\n\r\n");
  const std::string answer = client.all();
  CHECK(has(answer, "HTTP/1.1 200 OK"));
  CHECK(answer.size() < 1000);
}

TEST_CASE("a method that HTTP does not know is refused") {
  Running running(echo);
  Client client(running);
  client.send("BREW /x" + kHost + "Connection: close\r\n\r\n");
  CHECK(has(client.all(), "HTTP/1.1 501 "));
}

TEST_CASE("a refused head is answered in the same form and ends the connection") {
  Running running(echo);
  for (const auto& [bytes, status] : {std::pair<std::string, std::string>{"nonsense\r\n\r\n", "400 Bad Request"},
                                      {"GET /" + std::string(200'000, '(') + kHost + "\r\n", "414 URI Too Long"},
                                      {"GET /" + kHost + "A: " + std::string(60'000, 'x') + "\r\n\r\n", "431 "},
                                      {"GET / HTTP/1.1\r\nHo", "408 Request Timeout"}}) {
    CAPTURE(status);
    Client client(running);
    client.send(bytes);
    const std::string answer = client.all();
    CHECK(has(answer, "HTTP/1.1 " + status));
    CHECK(has(answer, "application/problem+json"));
  }
  CHECK(running.logged >= 3);
}

TEST_CASE("a body that nobody reads is never taken for the next request") {
  Running running(echo);
  Client client(running);
  client.send("POST /x" + kHost + "Content-Length: 40\r\n\r\nGET /smuggled" + kHost + "\r\n");
  const std::string answer = client.all();
  CHECK(has(answer, "POST /x"));
  CHECK_FALSE(has(answer, "smuggled"));
}

TEST_CASE("idle connections give way to those that wait") {
  Running running(echo, 2, {milliseconds(60'000), milliseconds(400), milliseconds(400)});
  Client idle_one(running), idle_two(running);
  std::this_thread::sleep_for(milliseconds(150));
  const auto begun = std::chrono::steady_clock::now();
  Client client(running);
  client.send("GET /x" + kHost + "Connection: close\r\n\r\n");
  CHECK(has(client.all(), "200 OK"));
  CHECK(std::chrono::steady_clock::now() - begun < milliseconds(1500));
}

TEST_CASE("a client that does not take its answer holds its thread for no longer than it may") {
  Running running(echo, 1);
  Client greedy(running);
  for (int i = 0; i < 4; ++i) greedy.send("GET /large" + kHost + "\r\n");
  Client client(running);
  client.send("GET /x" + kHost + "Connection: close\r\n\r\n");
  CHECK(has(client.all(), "200 OK"));
}

TEST_CASE("a second server on the port fails with a sentence") {
  Running running(echo);
  const auto second = http::Server::open({{"127.0.0.1", running.server->port()}, 1, {}}, echo, [](const http::Exchanged&) {});
  REQUIRE_FALSE(second);
  CHECK(has(second.error().message, "another program already does"));
}

TEST_CASE("an address that is not this machine's is an error that says so") {
  for (const char* host : {"192.0.2.1", "no-such-host.invalid"}) {
    const auto server = http::Server::open({{host, 0}, 1, {}}, echo, [](const http::Exchanged&) {});
    REQUIRE_FALSE(server);
    CHECK(server.error().message.rfind("cannot listen", 0) == 0);
  }
}

TEST_CASE("stopping answers what was accepted and then returns") {
  Running running(echo);
  Client slow(running), idle(running);
  slow.send("GET /slow" + kHost + "\r\n");
  std::this_thread::sleep_for(milliseconds(50));
  const auto begun = std::chrono::steady_clock::now();
  CHECK(running.server->stop(milliseconds(5000)));
  CHECK(std::chrono::steady_clock::now() - begun < milliseconds(2000));
  const std::string answer = slow.all();
  CHECK(has(answer, "GET /slow"));
}

TEST_CASE("stopping does not wait for longer than told") {
  Running running(echo, 1);
  Client slow(running);
  slow.send("GET /slow" + kHost + "\r\n");
  std::this_thread::sleep_for(milliseconds(50));
  CHECK_FALSE(running.server->stop(milliseconds(10)));
}
