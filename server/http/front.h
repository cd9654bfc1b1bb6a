// The front: every connection that nobody is working for. It accepts them, waits for heads and small bodies, takes what a slow reader does
// not, and hands complete requests over. So an idle, dripping or slow client costs a few kilobytes and never a thread.
//
// One thread runs it. The threads that answer ordinary requests wait for clients themselves, and whoever meets a request answers it: no
// thread has to wake another (ARCHITECTURE.md says what that gains). Where all of them are at work the front's own thread goes on
// taking requests, into a line, or refusing them.
#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

#include "config/networks.h"
#include "server/http/job.h"
#include "server/http/line.h"
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

/// Any thread may call any member.
class Front {
 public:
  struct Calls {
    std::function<Kind(const Head&)> kind_of;
    std::function<bool(const Job&)> is_ordinary;  // for the threads that work()
    std::function<bool(Job&)> hand_over;          // any other; false: too much is waiting, and the job stays the caller's
    std::function<void(Connection&, const Refusal&, const std::string& client)> refuse;
  };

  /// line: for ordinary requests.
  Front(Listener& listener, const FrontLimits& limits, const Patience& patience, Line line, Calls calls);
  ~Front();

  /// Once, in a thread of its own: serves until `stopping` is raised and then until every connection is done: accepted ones are answered,
  /// idle ones closed.
  void run(const Signal& stopping);

  /// In as many threads as are to answer ordinary requests at once, until run() ends. serve: answers one, and gives its connection back;
  /// must not throw.
  void work(const std::function<void(Job)>& serve);

  /// The connection of a job that is answered. ends: it carries no further request.
  void give_back(std::unique_ptr<Connection> connection, bool ends);

  /// For what comes from now on.
  void set_limits(const FrontLimits& limits);

 private:
  using Clock = std::chrono::steady_clock;
  /// An idle client gets as long to send what it may have begun when the server stops.
  static constexpr std::chrono::milliseconds kGrace{100};
  enum class Phase { idle, head, body, writing, ending };
  struct Held {
    std::unique_ptr<Connection> connection;
    Phase phase = Phase::idle;
    Clock::time_point deadline;
    Clock::time_point since;    // when this phase began, or was last heard of while writing
    bool ends = false;          // after what is being written
    Pace pace{{}};              // while writing
    std::size_t discarded = 0;  // bytes, while ending
    Job job;                    // while its body is awaited
  };

  void accept_some();
  void admit(Accepted accepted);
  bool make_room();
  void begin_to_stop();
  void enter(Held& held, Phase phase, std::chrono::milliseconds patience);
  void arm(int socket);
  void shake_hands(int socket, std::unique_lock<std::mutex>& lock);
  void take_requests();
  void let_front_take_requests(bool takes);
  int wait_for_request(bool has_answered);
  void handle(int descriptor);
  void ready(int socket);
  void received(Held& held, Connection::Received received);
  void advance(Held& held);
  void begin_request(Held& held, std::size_t size);
  void hand_over(Held& held, Job job);
  void tell_the_idle();
  void refuse(Held& held, const Refusal& refusal, const std::string& client);
  void settle(Held& held, bool ends);
  void write_more(Held& held);
  void discard(Held& held);
  void drop(Held& held);
  void forget(const Connection& connection);
  void sweep();
  void expire(Held& held);

  Listener& listener_;
  const Patience patience_;
  const Calls calls_;
  Signal wake_;         // of the front's own thread
  Signal lined_up_;     // raised while there are jobs in line and somebody is idle; at the end, for good
  const int own_;       // epoll: what only the front's own thread waits for, handshakes among it; at times requests_
  const int requests_;  // epoll: connections, each until it has something, and then no more until it is armed again; lined_up_
  std::atomic<bool> watchful_{false};  // whether a thread looks for requests without sleeping
  std::mutex mutex_;                   // over what follows
  FrontLimits limits_;
  RateLimit rate_limit_;
  bool stopping_ = false, listening_ = true, closed_ = false;
  Clock::time_point next_sweep_{}, listen_again_{};
  std::unordered_map<int, Held> held_;                       // by socket
  std::unordered_map<std::string, std::size_t> by_address_;  // connections, lent ones too
  std::size_t lent_ = 0;                                     // connections that somebody works for
  Line line_;                                                // ordinary ones
  std::size_t free_ = 0, idle_ = 0;                          // threads that serve nothing; of these, those that wait
};

}  // namespace backfile::http
