// The transport with a handler of the test's own: real sockets, port 0.
#include "server/http/server.h"

#include <doctest/doctest.h>

#include <atomic>
#include <functional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "server/http/message.h"
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

Result<std::unique_ptr<http::Server>> open_at(const std::string& host, std::uint16_t port) {
  http::ServerOptions options = quick_options();
  options.address = {host, port};
  return http::Server::open(options, echo, kind_by_name, [](const http::Exchanged&) {});
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
  client.send("PUT /x" + kHost + "Content-Length: 40\r\n\r\nGET /smuggled" + kHost + "\r\n");
  const std::string answer = client.all();
  CHECK(has(answer, "PUT /x"));
  CHECK_FALSE(has(answer, "smuggled"));
}

TEST_CASE("idle, dripping and slow clients take no threads") {
  http::ServerOptions options = quick_options();
  options.workers = 1;
  Running running(echo, options);
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 100; ++i) {
    clients.push_back(std::make_unique<Client>(running));
    if (i % 3 == 1) clients.back()->send("GET /dripping HTT");
    if (i % 3 == 2) clients.back()->send("GET /large" + kHost + "\r\n");
  }
  Client client(running);
  client.send("GET /x" + kHost + "Connection: close\r\n\r\n");
  CHECK(has(client.all(), "200 OK"));
}

TEST_CASE("a reader that takes its time gets all of a large answer, and its next one") {
  Running running(echo);
  Client client(running);
  client.send("GET /large" + kHost + "\r\nGET /x" + kHost + "Connection: close\r\n\r\n");
  std::this_thread::sleep_for(milliseconds(200));
  const std::string answers = client.all();
  CHECK(answers.size() > (4u << 20));
  CHECK(answers.substr(answers.size() - 6) == "GET /x");
}

TEST_CASE("a reader that takes nothing is given up") {
  Running running(echo);
  Client client(running);
  client.send("GET /large" + kHost + "\r\n");
  std::this_thread::sleep_for(milliseconds(900));
  CHECK(client.all().size() < (4u << 20));
}

TEST_CASE("beyond the most connections the longest idle one is closed, and with none idle the new one refused") {
  http::ServerOptions options = quick_options();
  options.limits.connections = 2;
  Running running(echo, options);
  Client first(running);
  std::this_thread::sleep_for(milliseconds(30));
  Client second(running);
  std::this_thread::sleep_for(milliseconds(30));
  Client third(running);
  CHECK(first.all().empty());
  second.send("GET /x HT");
  third.send("GET /x HT");
  std::this_thread::sleep_for(milliseconds(50));
  Client fourth(running);
  const std::string refused = fourth.all();
  CHECK(has(refused, "HTTP/1.1 503 "));
  CHECK(has(refused, "Retry-After: 5\r\n"));
  third.send("TP/1.1\r\nHost: x\r\n\r\n");
  CHECK(has(third.receive("GET /x"), "200 OK"));
}

TEST_CASE("an address may have so many connections, and gets them back when they end") {
  http::ServerOptions options = quick_options();
  options.limits.connections_per_address = 2;
  Running running(echo, options);
  {
    Client first(running), second(running), third(running);
    CHECK(has(third.all(), "HTTP/1.1 429 "));
    first.send("GET /x" + kHost + "Connection: close\r\n\r\n");
    CHECK(has(first.all(), "200 OK"));
  }
  std::this_thread::sleep_for(milliseconds(100));
  Client again(running);
  again.send("GET /x" + kHost + "Connection: close\r\n\r\n");
  CHECK(has(again.all(), "200 OK"));
}

TEST_CASE("a client may send so many requests a second, told apart by trusted proxies") {
  http::ServerOptions options = quick_options();
  options.limits.requests_per_second = 0.01;
  options.limits.request_burst = 2;
  options.limits.trusted_proxies = *config::parse_networks("127.0.0.1");
  Running running(echo, options);
  const auto ask = [&](const std::string& from, const std::string& target) {
    Client client(running);
    client.send("GET " + target + kHost + "X-Forwarded-For: 6.6.6.6, " + from + "\r\nConnection: close\r\n\r\n");
    return client.all();
  };
  CHECK(has(ask("192.0.2.1", "/x"), "200 OK"));
  CHECK(has(ask("192.0.2.1", "/x"), "200 OK"));
  const std::string refused = ask("192.0.2.1", "/x");
  CHECK(has(refused, "HTTP/1.1 429 "));
  CHECK(has(refused, "Retry-After: "));
  CHECK(has(ask("192.0.2.2", "/x"), "200 OK"));
  CHECK(has(ask("192.0.2.1", "/probe"), "200 OK"));
}

TEST_CASE("more waiting requests than there may be are refused, but probes have a line of their own") {
  http::ServerOptions options = quick_options();
  options.workers = 1;
  options.line = 1;
  Running running(echo, options);
  Client first(running), second(running), third(running), probe(running);
  first.send("GET /slow" + kHost + "\r\n");
  std::this_thread::sleep_for(milliseconds(50));
  second.send("GET /x" + kHost + "\r\n");
  std::this_thread::sleep_for(milliseconds(50));
  third.send("GET /x" + kHost + "\r\n");
  CHECK(has(third.all(), "HTTP/1.1 503 "));
  probe.send("GET /probe" + kHost + "\r\n");
  CHECK(has(probe.receive("GET /probe"), "200 OK"));
  CHECK(has(second.receive("GET /x"), "200 OK"));
}

TEST_CASE("no more search at once than may, and whoever does not search is answered meanwhile") {
  http::ServerOptions options = quick_options();
  options.searches = 2;
  std::atomic<int> searching{0}, most{0};
  std::atomic<bool> enough{false};
  const auto search = [&](http::Request& request) {
    if (request.path == "/search") {
      most = std::max(most.load(), ++searching);
      while (!enough) std::this_thread::sleep_for(milliseconds(1));
      --searching;
    }
    return echo(request);
  };
  Running running(search, options);
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 6; ++i) {
    clients.push_back(std::make_unique<Client>(running));
    clients.back()->send("GET /search" + kHost + "\r\n");
  }
  while (searching < 2) std::this_thread::sleep_for(milliseconds(1));
  Client other(running);
  other.send("GET /x" + kHost + "\r\n");
  CHECK(has(other.receive("GET /x"), "200 OK"));
  enough = true;
  for (const auto& client : clients) CHECK(has(client->receive("GET /search"), "200 OK"));
  CHECK(most == 2);
}

TEST_CASE("what comes behind a body is answered, though nobody else asks for anything") {
  const auto read = [](http::Request& request) {
    if (request.method == "POST") static_cast<void>(http::whole_body(*request.body, 100));
    return echo(request);
  };
  Running running(read);
  Client client(running);
  for (int i = 0; i < 3; ++i) {
    client.send("POST /first" + kHost + "Content-Length: 2\r\n\r\nhiGET /second" + kHost + "\r\n");
    CHECK(has(client.receive("GET /second"), "POST /first"));
  }
}

TEST_CASE("however many clients ask however few threads, every request is answered") {
  // Threads wait for clients themselves, and change between waiting, answering and leaving it all to the front's thread; requests wait in
  // line, come several at once, or belong to other threads. Whatever is forgotten on the way is never answered.
  for (const unsigned workers : {1u, 2u, 5u}) {
    http::ServerOptions options = quick_options();
    options.workers = workers;
    options.searches = (workers + 1) / 2;
    options.line = 100;
    const auto now_and_then = [](http::Request& request) {
      const auto number = std::hash<std::string>{}(request.path);
      if (number % 3 == 0) std::this_thread::sleep_for(std::chrono::microseconds(number % 500));
      if (request.method == "POST" && http::whole_body(*request.body, 100).value_or("") != "hi") throw std::runtime_error("no body");
      http::Response response;
      response.content_type = "text/plain";
      response.body = "answer to " + request.path + '.';
      return response;
    };
    Running running(now_and_then, options);
    std::atomic<int> answered{0};
    std::vector<std::thread> clients;
    for (int client = 0; client < 12; ++client) {
      clients.emplace_back([&, client] {
        Client connection(running);
        for (int i = 0; i < 150; ++i) {
          const std::string name = (i % 3 == 0 ? "search-" : "") + std::to_string(client) + '-' + std::to_string(i);
          const std::string plain = "GET /" + name + kHost + "\r\n";
          if (i % 7 == 3) {
            connection.send("GET /first" + kHost + "\r\n" + plain);
          } else if (i % 7 == 5) {
            connection.send("POST /first" + kHost + "Content-Length: 2\r\n\r\nhi" + plain);
          } else if (i % 7 == 6) {
            connection.send(plain.substr(0, 9));
            std::this_thread::yield();
            connection.send(plain.substr(9));
          } else {
            connection.send(plain);
          }
          if (!has(connection.receive("answer to /" + name + '.'), "200 OK")) return;
          ++answered;
        }
      });
    }
    for (std::thread& client : clients) client.join();
    CHECK(answered == 12 * 150);
    CHECK(running.server->stop(milliseconds(5000)));
  }
}

TEST_CASE("a second server on the port fails with a sentence") {
  Running running(echo);
  const auto second = open_at("127.0.0.1", running.server->port());
  REQUIRE_FALSE(second);
  CHECK(has(second.error().message, "another program already does"));
}

TEST_CASE("an address that is not this machine's is an error that says so") {
  for (const char* host : {"192.0.2.1", "no-such-host.invalid"}) {
    const auto server = open_at(host, 0);
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
  Running running(echo);
  Client slow(running);
  slow.send("GET /slow" + kHost + "\r\n");
  std::this_thread::sleep_for(milliseconds(50));
  CHECK_FALSE(running.server->stop(milliseconds(10)));
}
