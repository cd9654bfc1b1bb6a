// Asks a server every question of a file over kept connections, a thread a client, and prints what it took as one JSON line.
//
//   ask PORT TARGETS CLIENTS PASSES SECONDS [HIT TOTAL SKIPPED TOTALS-FILE]
//
// TARGETS: a request target a line. A pass asks each of them once, whichever client is free; there are at least PASSES passes, and further
// ones until SECONDS are over (0: none). All clients wait for each other between passes, so that no question runs beside itself.
// HIT: what stands once in an answer for each result; TOTAL: what stands before the number of all matches. An answer is wrong where its
// status is not 200, or where neither ten results nor all matches are in it beyond the first SKIPPED. TOTALS-FILE: the totals of the first
// pass, a line each.
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point then) { return std::chrono::duration<double>(Clock::now() - then).count(); }

struct Answer {
  std::string head, body;  // both empty where the connection broke
  bool is_200() const { return head.compare(0, 5, "HTTP/") == 0 && head.compare(8, 5, " 200 ") == 0; }
};

class Client {
 public:
  explicit Client(std::uint16_t port) : port_(port) {}
  ~Client() { drop(); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  /// Once more over a new connection where the server has ended the kept one.
  Answer get(const std::string& target) {
    const bool kept = socket_ >= 0;
    Answer answer = try_to_get(target);
    return kept && answer.head.empty() ? try_to_get(target) : answer;
  }

 private:
  void drop() {
    if (socket_ >= 0) close(socket_);
    socket_ = -1;
  }

  bool connected() {
    if (socket_ >= 0) return true;
    socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
    const int on = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port_);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return true;
    drop();
    return false;
  }

  static const char* header(const std::string& head, const char* name) {
    const char* found = strcasestr(head.c_str(), name);
    return found ? found + std::strlen(name) : nullptr;
  }

  Answer try_to_get(const std::string& target) {
    if (!connected()) return {};
    const std::string request = "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    if (send(socket_, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size())) return drop(), Answer{};
    std::string received;
    Answer answer;
    std::size_t length = std::string::npos;
    bool chunked = false, ended = false;
    const auto whole = [&] {
      if (answer.head.empty()) return false;
      const std::string_view body = std::string_view(received).substr(answer.head.size());
      return chunked ? body.ends_with("\r\n0\r\n\r\n") || body == "0\r\n\r\n" : body.size() >= length;
    };
    while (!whole() && !ended) {
      char bytes[65536];
      const ssize_t count = recv(socket_, bytes, sizeof bytes, 0);
      ended = count <= 0;
      if (!ended) received.append(bytes, static_cast<std::size_t>(count));
      const std::size_t end = answer.head.empty() ? received.find("\r\n\r\n") : std::string::npos;
      if (end == std::string::npos) continue;
      answer.head = received.substr(0, end + 4);
      const char* given = header(answer.head, "\r\ncontent-length:");
      if (given) length = std::strtoull(given, nullptr, 10);
      chunked = header(answer.head, "\r\ntransfer-encoding: chunked");
    }
    answer.body = received.substr(answer.head.size());
    if (ended || header(answer.head, "\r\nconnection: close")) drop();
    if (ended && (chunked || length != std::string::npos)) return {};
    return answer;
  }

  std::uint16_t port_;
  int socket_ = -1;
};

struct Asked {
  std::vector<std::string> targets;
  std::string hit, total;
  long skipped = 0;
  std::vector<long> totals;  // of the first pass, a target each; -1: none
};

struct Tally {
  std::vector<double> milliseconds;
  std::size_t wrong = 0, bytes = 0;
  std::string first_wrong;
};

/// What is wrong with an answer; empty where nothing is.
std::string fault(const Answer& answer, Asked& asked, std::size_t which) {
  if (!answer.is_200()) return answer.head.empty() ? "the connection broke" : answer.head.substr(0, answer.head.find('\r'));
  if (asked.total.empty()) return {};
  const std::size_t at = answer.body.find(asked.total);
  if (at == std::string::npos) return "no total";
  const long total = std::strtol(answer.body.c_str() + at + asked.total.size(), nullptr, 10);
  asked.totals[which] = total;  // each pass asks a question once, so that nobody else writes here
  long hits = 0;
  for (std::size_t from = 0; (from = answer.body.find(asked.hit, from)) != std::string::npos; from += asked.hit.size()) ++hits;
  if (hits == std::clamp(total - asked.skipped, 0L, 10L)) return {};
  return std::to_string(hits) + " results of " + std::to_string(total);
}

void ask_all(Client& client, Asked& asked, std::atomic<std::size_t>& next, Tally& tally) {
  for (std::size_t which; (which = next++) < asked.targets.size();) {
    const auto begun = Clock::now();
    const Answer answer = client.get(asked.targets[which]);
    tally.milliseconds.push_back(seconds_since(begun) * 1e3);
    tally.bytes += answer.body.size();
    const std::string found = fault(answer, asked, which);
    if (!found.empty() && tally.wrong++ == 0) tally.first_wrong = asked.targets[which] + ": " + found;
  }
}

void print(std::vector<Tally>& tallies, double seconds, std::size_t passes) {
  Tally all;
  for (Tally& tally : tallies) {
    all.milliseconds.insert(all.milliseconds.end(), tally.milliseconds.begin(), tally.milliseconds.end());
    all.wrong += tally.wrong;
    all.bytes += tally.bytes;
    if (all.first_wrong.empty()) all.first_wrong = tally.first_wrong;
  }
  std::string message;
  for (const char c : all.first_wrong) message += c == '"' || c == '\\' ? std::string{'\\', c} : std::string{c < ' ' ? ' ' : c};
  auto& times = all.milliseconds;
  std::sort(times.begin(), times.end());
  const std::size_t count = times.size();
  const auto quantile = [&](double share) {
    return times[std::min(count - 1, static_cast<std::size_t>(share * static_cast<double>(count)))];
  };
  std::printf(
      "{\"asked\":%zu,\"passes\":%zu,\"seconds\":%.3f,\"per_second\":%.2f,\"p50\":%.3f,\"p90\":%.3f,\"p99\":%.3f,\"max\":%.3f,"
      "\"bytes\":%zu,\"wrong\":%zu,\"first_wrong\":\"%s\"}\n",
      count, passes, seconds, static_cast<double>(count) / seconds, quantile(.5), quantile(.9), quantile(.99), times.back(),
      all.bytes / count, all.wrong, message.c_str());
}

}  // namespace

int main(int count, char** words) {
  Asked asked;
  if (count > 2) {
    std::ifstream in(words[2]);
    for (std::string line; std::getline(in, line);) asked.targets.push_back(line);
  }
  if (count < 6 || asked.targets.empty()) {
    std::fprintf(stderr, "usage: ask PORT TARGETS CLIENTS PASSES SECONDS [HIT TOTAL SKIPPED TOTALS-FILE]; TARGETS must not be empty\n");
    return 2;
  }
  const auto port = static_cast<std::uint16_t>(std::atoi(words[1]));
  const auto clients = static_cast<std::size_t>(std::atoi(words[3]));
  const auto least_passes = static_cast<std::size_t>(std::atoi(words[4]));
  const double least_seconds = std::atof(words[5]);
  if (count > 9) asked.hit = words[6], asked.total = words[7], asked.skipped = std::atol(words[8]);
  asked.totals.assign(asked.targets.size(), -1);

  std::vector<Tally> tallies(clients);
  double seconds = 0;
  std::size_t passes = 0;
  std::vector<std::unique_ptr<Client>> asking;
  for (std::size_t c = 0; c < clients; ++c) asking.push_back(std::make_unique<Client>(port));
  for (; passes < least_passes || seconds < least_seconds; ++passes) {
    std::atomic<std::size_t> next{0};
    std::vector<std::thread> threads;
    const auto begun = Clock::now();
    for (std::size_t c = 0; c < clients; ++c) threads.emplace_back([&, c] { ask_all(*asking[c], asked, next, tallies[c]); });
    for (std::thread& thread : threads) thread.join();
    seconds += seconds_since(begun);
    if (passes == 0 && count > 9) {
      std::ofstream out(words[9]);
      for (const long total : asked.totals) out << total << '\n';
    }
  }
  print(tallies, seconds, passes);
}
