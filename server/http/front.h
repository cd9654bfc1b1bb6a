// The front: one thread that owns every connection that nobody is working for. It accepts them, waits for heads and small bodies, takes
// what a slow reader does not, and hands complete requests over. So an idle, dripping or slow client costs a few kilobytes and never a
// thread.
#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

#include "config/networks.h"
#include "server/http/job.h"
#include "server/http/listener.h"
#include "server/http/rate_limit.h"
#include "server/http/signals.h"

namespace backfile::http {

struct FrontLimits {
  std::size_t connections = 2048;             // beyond, the longest idle one is closed, or else the new one refused
  std::size_t connections_per_address = 512;  // not for trusted proxies
  double requests_per_second = 0;             // a client's; 0: any number
  double request_burst = 20;
  std::vector<config::Network> trusted_proxies;
  std::shared_ptr<const Tls> tls;  // null: plain HTTP
};

/// Used by its own thread, but where it says otherwise.
class Front {
 public:
  struct Calls {
    std::function<Kind(const Head&)> kind_of;
    std::function<bool(Job&)> hand_over;  // false: too much is waiting; the job stays the caller's
    std::function<void(Connection&, const Refusal&, const std::string& client)> refuse;
  };

  Front(Listener& listener, const FrontLimits& limits, const Patience& patience, Calls calls);
  ~Front();

  /// Serves until `stopping` is raised and then until every connection is done: accepted ones are answered, idle ones closed.
  void run(const Signal& stopping);

  /// From any thread: the connection of a job that is answered. ends: it carries no further request.
  void give_back(std::unique_ptr<Connection> connection, bool ends);

  /// From any thread: for what comes from now on.
  void set_limits(const FrontLimits& limits);

 private:
  using Clock = std::chrono::steady_clock;
  enum class Phase { idle, head, body, writing, ending };
  struct Held {
    std::unique_ptr<Connection> connection;
    Phase phase = Phase::idle;
    Clock::time_point deadline;
    Clock::time_point since;     // when this phase began, or was last heard of while writing
    bool ends = false;           // after what is being written
    Pace pace{{}};               // while writing
    std::size_t discarded = 0;   // bytes, while ending
    std::uint32_t listened = 0;  // events, as epoll knows them
    Job job;                     // while its body is awaited
  };
  struct Returned {
    std::unique_ptr<Connection> connection;
    bool ends;
  };

  void accept_some();
  void admit(Accepted accepted);
  bool make_room();
  void take_back();
  void begin_to_stop();
  void listen_to(Held& held, std::uint32_t events);
  void enter(Held& held, Phase phase, std::chrono::milliseconds patience);
  bool shakes_hands(int socket) const;
  void ready(int socket);
  void read_more(Held& held);
  void advance(Held& held);
  void begin_request(Held& held, std::size_t size);
  void hand_over(Held& held, Job job);
  void refuse(Held& held, const Refusal& refusal, const std::string& client);
  void settle(Held& held, bool ends);
  void write_more(Held& held);
  void discard(Held& held);
  void drop(Held& held);
  void forget(const Connection& connection);
  void sweep();
  void expire(Held& held);

  Listener& listener_;
  FrontLimits limits_;
  const Patience patience_;
  const Calls calls_;
  RateLimit rate_limit_;
  Signal wake_;
  int epoll_;
  bool stopping_ = false, listening_ = true;
  Clock::time_point next_sweep_{}, listen_again_{};
  std::unordered_map<int, Held> held_;                       // by socket
  std::unordered_map<std::string, std::size_t> by_address_;  // connections, lent ones too
  std::size_t lent_ = 0;                                     // connections that workers have
  std::mutex mutex_;
  std::vector<Returned> returned_;         // under mutex_
  std::optional<FrontLimits> new_limits_;  // under mutex_
};

}  // namespace backfile::http
