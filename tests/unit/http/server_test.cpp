// The transport with a handler of the test's own: real sockets, port 0.
#include "server/http/server.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <stdexcept>
#include <thread>

using namespace backfile;
using std::chrono::milliseconds;

namespace {

http::Response echo(const http::Request& request) {
  http::Response response;
  response.content_type = "text/plain";
  response.body = request.method + " " + request.path;
  if (request.path == "/throws") throw std::runtime_error("secret words");
  if (request.path == "/slow") std::this_thread::sleep_for(milliseconds(300));
  if (request.path == "/large") response.body.assign(4 << 20, 'x');
  return response;
}

struct Running {
  std::unique_ptr<http::Server> server;
  std::atomic<int> logged{0};
  explicit Running(unsigned connections = 4, http::Patience patience = {milliseconds(2000), milliseconds(400), milliseconds(400)}) {
    auto opened = http::Server::open({{"127.0.0.1", 0}, connections, patience}, echo, [this](const http::Exchanged&) { ++logged; });
    REQUIRE(opened);
    server = std::move(*opened);
    server->start();
  }
};

/// A client with a raw socket.
class Client {
 public:
  explicit Client(const Running& running) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(running.server->port());
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    timeval limit{5, 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    REQUIRE(connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  }
  ~Client() { close(socket_); }

  void send(const std::string& bytes) { ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL); }
  /// Until `end` has come, or the other side closed.
  std::string receive(const std::string& end) {
    std::string text;
    char bytes[4096];
    while (text.find(end) == std::string::npos || end.empty()) {
      const ssize_t count = recv(socket_, bytes, sizeof bytes, 0);
      if (count <= 0) break;
      text.append(bytes, static_cast<std::size_t>(count));
    }
    return text;
  }
  std::string all() { return receive(""); }

 private:
  int socket_;
};

const std::string kHost = " HTTP/1.1\r\nHost: x\r\n";
bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a connection carries several requests, and ends when the client says so") {
  Running running;
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
  Running running;
  Client client(running);
  client.send("GET /one" + kHost + "\r\nGET /two" + kHost + "\r\nGET /end" + kHost + "Connection: close\r\n\r\n");
  const std::string answers = client.all();
  CHECK(answers.find("GET /one") < answers.find("GET /two"));
  CHECK(answers.find("GET /two") < answers.find("GET /end"));
  CHECK(has(answers, "GET /end"));
}

TEST_CASE("HEAD gets the head of the answer alone") {
  Running running;
  Client client(running);
  client.send("HEAD /x" + kHost + "Connection: close\r\n\r\n");
  const std::string answer = client.all();
  CHECK(has(answer, "Content-Length: 7\r\n"));
  CHECK(answer.substr(answer.size() - 4) == "\r\n\r\n");
}

TEST_CASE("what a handler throws stays inside") {
  Running running;
  Client client(running);
  client.send("GET /throws" + kHost + "Connection: close\r\n\r\n");
  const std::string answer = client.all();
  CHECK(has(answer, "HTTP/1.1 500 "));
  CHECK(has(answer, "application/problem+json"));
  CHECK_FALSE(has(answer, "secret"));
  CHECK_FALSE(has(answer, "EXCEPTION"));
}

TEST_CASE("ranges, however many, are not obeyed") {
  Running running;
  Client client(running);
  std::string ranges = "Range: bytes=0-";
  for (int i = 0; i < 1500; ++i) ranges += ",0-";
  client.send("GET /x" + kHost + ranges + "\r\nConnection: close\r\n\r\n");
  const std::string answer = client.all();
  CHECK(has(answer, "HTTP/1.1 200 OK"));
  CHECK(answer.size() < 1000);
}

TEST_CASE("a method that HTTP does not know is refused") {
  Running running;
  Client client(running);
  client.send("BREW /x" + kHost + "Connection: close\r\n\r\n");
  CHECK(has(client.all(), "HTTP/1.1 501 "));
}

TEST_CASE("a refused head is answered in the same form and ends the connection") {
  Running running;
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
  Running running;
  Client client(running);
  client.send("POST /x" + kHost + "Content-Length: 40\r\n\r\nGET /smuggled" + kHost + "\r\n");
  const std::string answer = client.all();
  CHECK(has(answer, "POST /x"));
  CHECK_FALSE(has(answer, "smuggled"));
}

TEST_CASE("idle connections give way to those that wait") {
  Running running(2, {milliseconds(60'000), milliseconds(400), milliseconds(400)});
  Client idle_one(running), idle_two(running);
  std::this_thread::sleep_for(milliseconds(150));
  const auto begun = std::chrono::steady_clock::now();
  Client client(running);
  client.send("GET /x" + kHost + "Connection: close\r\n\r\n");
  CHECK(has(client.all(), "200 OK"));
  CHECK(std::chrono::steady_clock::now() - begun < milliseconds(1500));
}

TEST_CASE("a client that does not take its answer holds its thread for no longer than it may") {
  Running running(1);
  Client greedy(running);
  for (int i = 0; i < 4; ++i) greedy.send("GET /large" + kHost + "\r\n");
  Client client(running);
  client.send("GET /x" + kHost + "Connection: close\r\n\r\n");
  CHECK(has(client.all(), "200 OK"));
}

TEST_CASE("a second server on the port fails with a sentence") {
  Running running;
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
  Running running;
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
  Running running(1);
  Client slow(running);
  slow.send("GET /slow" + kHost + "\r\n");
  std::this_thread::sleep_for(milliseconds(50));
  CHECK_FALSE(running.server->stop(milliseconds(10)));
}
