// Requests a second and times of a running server, over real sockets, with 1 and with 8 clients that each keep one connection.
//
//   backfile-server --archive DIR --listen 127.0.0.1:8080 --log-level warn &
//   bench_serving 127.0.0.1:8080 QUERIES [SECONDS] [TARGET-PREFIX]
//
// QUERIES: a file with one query a line: words (any of them), "+all +words", or a "quoted phrase". Each is sent as
// TARGET-PREFIX + match + q; the prefix is /v1/search? unless given, so that /v1/search?fields=id& or another server can be measured.
// Every line of the table is a kind of query: all, any, phrase, and all kinds mixed. Half a second of warming up is not counted.
// Answers other than 200 are counted as errors; the first is shown, and the exit status is 1.
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

std::string encode(const std::string& text) {
  std::string encoded;
  for (const char c : text) {
    char hex[4];
    std::snprintf(hex, sizeof hex, "%%%02X", static_cast<unsigned char>(c));
    encoded += std::isalnum(static_cast<unsigned char>(c)) ? std::string(1, c) : std::string(hex);
  }
  return encoded;
}

/// kind -> request targets
std::map<std::string, std::vector<std::string>> read_queries(const std::string& path, const std::string& prefix) {
  std::map<std::string, std::vector<std::string>> kinds;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    if (line.empty()) continue;
    const std::string kind = line[0] == '"' ? "phrase" : line[0] == '+' ? "all" : "any";
    if (kind == "all") line.erase(std::remove(line.begin(), line.end(), '+'), line.end());
    const std::string target = prefix + "match=" + (kind == "any" ? "any" : "all") + "&q=" + encode(line);
    kinds[kind].push_back(target);
    kinds["mixed"].push_back(target);
  }
  return kinds;
}

class Client {
 public:
  Client(const std::string& host, const std::string& port) : host_(host) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* list = nullptr;
    if (getaddrinfo(host.c_str(), port.c_str(), &hints, &list) != 0) return;
    socket_ = ::socket(list->ai_family, SOCK_STREAM, 0);
    const int on = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    connected_ = connect(socket_, list->ai_addr, list->ai_addrlen) == 0;
    freeaddrinfo(list);
  }
  ~Client() {
    if (socket_ >= 0) close(socket_);
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  bool connected() const { return connected_; }

  /// The status line and headers; the body is read and dropped. Empty where the connection broke.
  std::string get(const std::string& target) {
    const std::string request = "GET " + target + " HTTP/1.1\r\nHost: " + host_ + "\r\n\r\n";
    if (send(socket_, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size())) return {};
    std::string received;
    std::size_t end = std::string::npos, whole = std::string::npos;
    while (received.size() < whole) {
      char bytes[65536];
      const ssize_t count = recv(socket_, bytes, sizeof bytes, 0);
      if (count <= 0) return {};
      received.append(bytes, static_cast<std::size_t>(count));
      if (end == std::string::npos && (end = received.find("\r\n\r\n")) != std::string::npos) {
        const char* length = strcasestr(received.c_str(), "\r\ncontent-length:");
        whole = end + 4 + (length ? std::strtoull(length + 17, nullptr, 10) : 0);
      }
    }
    return received.substr(0, end);
  }

 private:
  std::string host_;
  int socket_ = -1;
  bool connected_ = false;
};

struct Measured {
  std::vector<double> milliseconds;
  std::size_t errors = 0;
  std::string first_error;
};

/// All clients walk through the same targets, each from another place on, until the time is over.
Measured measure(const std::string& host, const std::string& port, const std::vector<std::string>& targets, unsigned clients,
                 double seconds) {
  Measured all;
  std::mutex mutex;
  const auto counted_from = Clock::now() + std::chrono::milliseconds(500);
  const auto until = counted_from + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
  std::vector<std::thread> threads;
  for (unsigned c = 0; c < clients; ++c) {
    threads.emplace_back([&, c] {
      Measured mine;
      auto client = std::make_unique<Client>(host, port);
      for (std::size_t at = c * targets.size() / clients; Clock::now() < until; ++at) {
        const auto begun = Clock::now();
        const std::string& target = targets[at % targets.size()];
        const std::string head = client->get(target);
        const auto ended = Clock::now();
        if (head.compare(0, 12, "HTTP/1.1 200") != 0) {
          if (mine.errors++ == 0)
            mine.first_error = target + ": " + (head.empty() ? "the connection broke" : head.substr(0, head.find('\r')));
        }
        if (begun >= counted_from) mine.milliseconds.push_back(std::chrono::duration<double, std::milli>(ended - begun).count());
        // The server may end a connection after its share of requests, saying so.
        if (head.empty() || strcasestr(head.c_str(), "\r\nconnection: close")) client = std::make_unique<Client>(host, port);
        if (!client->connected()) break;
      }
      const std::lock_guard lock(mutex);
      all.milliseconds.insert(all.milliseconds.end(), mine.milliseconds.begin(), mine.milliseconds.end());
      all.errors += mine.errors;
      if (all.first_error.empty()) all.first_error = mine.first_error;
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::sort(all.milliseconds.begin(), all.milliseconds.end());
  return all;
}

double quantile(const std::vector<double>& sorted, double share) {
  return sorted.empty() ? 0 : sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(share * static_cast<double>(sorted.size())))];
}

}  // namespace

int main(int count, char** words) {
  const std::string address = count > 2 ? words[1] : "";
  const std::size_t colon = address.rfind(':');
  if (colon == std::string::npos) {
    std::fprintf(stderr, "usage: bench_serving ADDRESS:PORT QUERIES [SECONDS] [TARGET-PREFIX]\n");
    return 2;
  }
  const double seconds = count > 3 ? std::atof(words[3]) : 5;
  const auto kinds = read_queries(words[2], count > 4 ? words[4] : "/v1/search?");
  const std::string host = address.substr(0, colon), port = address.substr(colon + 1);
  if (kinds.empty() || !Client(host, port).connected()) {
    std::fprintf(stderr, "bench_serving: %s\n", kinds.empty() ? "no queries" : "nobody listens there");
    return 2;
  }
  std::printf("%-7s %7s %8s %12s %9s %9s %9s %7s\n", "kind", "queries", "clients", "requests/s", "p50 ms", "p99 ms", "max ms", "errors");
  std::size_t errors = 0;
  for (const auto& [kind, targets] : kinds) {
    for (const unsigned clients : {1u, 8u}) {
      const Measured measured = measure(host, port, targets, clients, seconds);
      const auto& times = measured.milliseconds;
      std::printf("%-7s %7zu %8u %12.0f %9.2f %9.2f %9.2f %7zu\n", kind.c_str(), targets.size(), clients,
                  static_cast<double>(times.size()) / seconds, quantile(times, 0.5), quantile(times, 0.99),
                  times.empty() ? 0.0 : times.back(), measured.errors);
      std::fflush(stdout);
      if (measured.errors && errors == 0) std::fprintf(stderr, "first error: %s\n", measured.first_error.c_str());
      errors += measured.errors;
    }
  }
  return errors ? 1 : 0;
}
