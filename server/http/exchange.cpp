// cpp-httplib, used for one request at a time: its process_request() reads from and writes to a stream of ours.
//
// What it gets to see is a head written anew from the checked one, with only the headers that it must act on. So it never sees Range
// (0.11.4 turns `bytes=0-,0-,…` into an answer of many times the size), Accept-Encoding (it would use Brotli at its slowest level; see
// compression.h), header lines of its own names (REMOTE_ADDR), or a head beyond our limits (it would buffer
// 60 MB of one).
#include "server/http/exchange.h"

#include <httplib.h>

#include <algorithm>
#include <atomic>
#include <ctime>
#include <random>

#include "server/http/body.h"
#include "server/http/compression.h"
#include "server/http/conditional.h"
#include "server/http/problem.h"
#include "server/http/target.h"
#include "server/render/json.h"

namespace backfile::http {
namespace {

using Clock = std::chrono::steady_clock;

/// Unique among the requests of all servers that log to one place: random once, then counted.
std::string next_id() {
  static const std::uint32_t start = std::random_device{}();
  static std::atomic<std::uint64_t> count{0};
  char text[40];
  std::snprintf(text, sizeof text, "%08x-%llu", start, static_cast<unsigned long long>(++count));
  return text;
}

std::string head_for_library(const Head& head, bool last) {
  std::string text = head.method + " " + head.target + " HTTP/1.1\r\n";
  if (last) text += "Connection: close\r\n";
  return text + "\r\n";
}

/// Gives the library its head, and gathers what it writes.
class Stream : public httplib::Stream {
 public:
  Stream(std::string head, const Job& job) : head_(std::move(head)), job_(job) {}

  bool is_readable() const override { return true; }
  bool is_writable() const override { return true; }
  ssize_t read(char* to, std::size_t size) override {
    const std::size_t count = head_.copy(to, size, read_);
    read_ += count;
    return static_cast<ssize_t>(count);
  }
  ssize_t write(const char* bytes, std::size_t size) override {
    written.append(bytes, size);
    return static_cast<ssize_t>(size);
  }
  void get_remote_ip_and_port(std::string& address, int&) const override { address = job_.client; }
  void get_local_ip_and_port(std::string&, int&) const override {}
  // The library refuses sockets that select() could not take; it never gets to wait for this one.
  int socket() const override { return 0; }

  std::string written;

 private:
  const std::string head_;
  std::size_t read_ = 0;
  const Job& job_;
};

/// Gathers what an endpoint streams and sends it in chunks (RFC 9112, 7.1), or as it is to a client of HTTP/1.0.
class ChunkSink : public Sink {
 public:
  ChunkSink(Connection& connection, bool chunked, const Patience& patience, const std::atomic<bool>& cutting)
      : connection_(connection), chunked_(chunked), pace_(patience.write), cutting_(cutting) {}

  bool write(std::string_view bytes) override {
    constexpr std::size_t kChunk = 32u << 10;
    gathered_ += bytes;
    return gathered_.size() < kChunk || send();
  }
  /// The end of a body that is complete.
  bool finish() {
    if (!gathered_.empty() && !send()) return false;
    return !chunked_ || put("0\r\n\r\n");
  }
  bool put(std::string_view bytes) {
    broken_ = broken_ || cutting_ || !connection_.write_all(bytes, pace_);
    if (!broken_) sent += bytes.size();
    return !broken_;
  }

  std::size_t sent = 0;

 private:
  bool send() {
    char size[24];
    std::snprintf(size, sizeof size, "%zx\r\n", gathered_.size());
    const std::string chunk = chunked_ ? size + gathered_ + "\r\n" : std::move(gathered_);
    gathered_.clear();
    return put(chunk);
  }
  Connection& connection_;
  const bool chunked_;
  Pace pace_;
  const std::atomic<bool>& cutting_;
  bool broken_ = false;
  std::string gathered_;
};

struct Answer {
  Response response;
  const std::string& id;
  bool chunked;
};

/// The answer that this thread is writing: the library's callbacks carry no context of ours.
thread_local Answer* current = nullptr;

void copy(Answer& from, httplib::Response& to) {
  Response& response = from.response;
  to.status = response.status;
  for (auto& [name, value] : response.headers) to.set_header(name, value);
  to.set_header("Date", http_date(std::time(nullptr)));
  to.set_header("Server", "Backfile");
  to.set_header("X-Request-Id", from.id);
  to.set_header("X-Content-Type-Options", "nosniff");
  to.set_header("Accept-Ranges", "none");  // otherwise the library promises them where only the head is asked for
  // A page brings a policy of its own where it needs more than its own files; anything else has nothing to run or to load.
  // To a 304 belongs what the client has: its headers replace those that were kept with the page.
  const bool page = response.content_type.rfind("text/html", 0) == 0;
  if (!to.has_header("Content-Security-Policy") && response.status != 304) {
    to.set_header("Content-Security-Policy",
                  page ? "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
                       : "default-src 'none'; frame-ancestors 'none'");
  }
  if (page && response.status != 304 && !to.has_header("Referrer-Policy"))
    to.set_header("Referrer-Policy", "strict-origin-when-cross-origin");
  if (!to.has_header("Cache-Control")) to.set_header("Cache-Control", "no-cache");
  const bool bodiless = response.status == 204 || response.status == 304;
  if (!response.stream && !bodiless) {
    to.set_content(std::move(response.body), response.content_type);
    return;
  }
  // A body of no stated length, of which the library writes nothing: it is not listening, so it takes itself to be shutting down.
  if (!bodiless && from.chunked) to.set_header("Transfer-Encoding", "chunked");
  to.set_content_provider(response.content_type, [](std::size_t, httplib::DataSink& sink) {
    sink.done();
    return true;
  });
  if (bodiless) to.headers.erase("Content-Type");
}

}  // namespace

struct Exchange::Library : httplib::Server {
  Library(http::Handler handler, std::chrono::milliseconds idle) : handler_(std::move(handler)) {
    // Both are only told to clients; what counts is decided by our own loop (see server.cpp).
    constexpr std::size_t kTold = 10000;
    set_keep_alive_max_count(kTold);
    set_keep_alive_timeout(std::chrono::duration_cast<std::chrono::seconds>(idle).count());
    // Every answer is made before the library is called; here it is handed over, before the library's own routing.
    set_pre_routing_handler([](const httplib::Request&, httplib::Response& response) {
      copy(*current, response);
      return HandlerResponse::Handled;
    });
  }

  Response handle(Exchanged& exchanged) {
    try {
      return handler_(exchanged.request);
    } catch (const std::exception& error) {
      exchanged.trouble = error.what();
    } catch (...) {
      exchanged.trouble = "something that is no std::exception";
    }
    return problem(500, "Something went wrong here. The server's log says what.");
  }

  bool process(httplib::Stream& stream, bool last) {
    bool closed = false;
    return process_request(stream, last, closed, [](httplib::Request&) {}) && !closed;
  }

  http::Handler handler_;
};

namespace {

/// What a client or a proxy calls its request is taken over where it can do no harm in logs.
bool well_formed_id(std::string_view id) {
  constexpr std::size_t kLongest = 64;
  return !id.empty() && id.size() <= kLongest && std::all_of(id.begin(), id.end(), [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  });
}

Request request_of(const Job& job) {
  Request request;
  const std::string_view given = job.head.header("x-request-id");
  request.id = well_formed_id(given) ? std::string(given) : next_id();
  request.remote_address = job.client;
  request.method = job.head.method;
  request.target = job.head.target;
  request.path = path_of(job.head.target);
  request.parameters = parameters_of(job.head.target);
  request.headers = job.head.headers;
  return request;
}

/// Whether all of the body was produced and sent.
bool send_stream(const Response& response, ChunkSink& sink, Exchanged& done) {
  try {
    return response.stream(sink) && sink.finish();
  } catch (const std::exception& error) {
    done.trouble = error.what();
  }
  return false;
}

}  // namespace

Exchange::Exchange(Handler handler, const Patience& patience)
    : patience_(patience), library_(std::make_unique<Library>(std::move(handler), patience.idle)) {}
Exchange::~Exchange() = default;

Exchanged Exchange::answer(Job& job, bool last) {
  const auto begun = Clock::now();
  Exchanged done;
  Connection& connection = *job.connection;
  ConnectionBody body(connection, job.head, patience_);
  done.request = request_of(job);
  done.request.body = &body;
  Answer answer{library_->handle(done), done.request.id, !job.head.http_1_0};
  compress_for(done.request, answer.response);
  done.status = answer.response.status;
  // What is left of a body that was not read must never be taken for the next request.
  last = last || job.head.closes() || !body.finished();
  Stream stream(head_for_library(job.head, last), job);
  current = &answer;
  const bool processed = library_->process(stream, last);
  current = nullptr;
  done.bytes = stream.written.size();
  if (answer.response.stream && job.head.method != "HEAD") {
    done.streamed = true;
    ChunkSink sink(connection, answer.chunked, patience_, cutting_);
    done.cut = !sink.put(stream.written) || !send_stream(answer.response, sink, done);
    done.bytes = sink.sent;
  } else {
    done.cut = !connection.send(std::move(stream.written));
  }
  done.stays = processed && !last && !done.cut;
  done.milliseconds = std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
  done.request.body = nullptr;
  return done;
}

Exchanged Exchange::refuse(Connection& connection, const Refusal& refusal, const std::string& client) {
  const auto begun = Clock::now();
  Exchanged done;
  done.request.id = next_id();
  done.request.remote_address = client;
  done.status = refusal.status;
  const Response response = problem(refusal);
  std::string bytes = "HTTP/1.1 " + std::to_string(refusal.status) + " " + render::status_title(refusal.status) + "\r\n";
  bytes += "Date: " + http_date(std::time(nullptr)) + "\r\nServer: Backfile\r\nConnection: close\r\nContent-Type: " + response.content_type;
  bytes += "\r\nX-Request-Id: " + done.request.id + "\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-cache";
  for (const auto& [name, value] : response.headers) bytes += "\r\n" + name + ": " + value;
  bytes += "\r\nContent-Length: " + std::to_string(response.body.size()) + "\r\n\r\n" + response.body;
  done.bytes = bytes.size();
  done.cut = !connection.send(std::move(bytes));
  done.milliseconds = std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
  return done;
}

}  // namespace backfile::http
