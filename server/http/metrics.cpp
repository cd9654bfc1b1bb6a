// prometheus-cpp's registry and text form; its HTTP server is not used.
#include "server/http/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <unistd.h>

#include <fstream>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>
#include <vector>

namespace backfile::http {
namespace {

/// Around what searches and commits take: 1 ms to the deadline.
prometheus::Histogram::BucketBoundaries seconds() { return {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10}; }

/// Of one kind, those met before: prometheus-cpp takes microseconds to find each by name and labels, and an answer counts a dozen.
template <class Metric>
class Known {
 public:
  template <class Make>
  Metric& of(const std::string& key, Make&& make) {
    {
      const std::shared_lock lock(mutex_);
      if (const auto known = metrics_.find(key); known != metrics_.end()) return *known->second;
    }
    Metric& metric = make();
    const std::unique_lock lock(mutex_);
    metrics_.emplace(key, &metric);
    return metric;
  }

 private:
  std::shared_mutex mutex_;
  std::unordered_map<std::string, Metric*> metrics_;
};

}  // namespace

struct Metrics::Impl {
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& requests =
      prometheus::BuildCounter().Name("backfile_requests_total").Help("Requests answered.").Register(registry);
  prometheus::Family<prometheus::Histogram>& times = prometheus::BuildHistogram()
                                                         .Name("backfile_request_seconds")
                                                         .Help("Time from a request's arrival at a thread to the end of its answer.")
                                                         .Register(registry);
  prometheus::Counter& bytes =
      prometheus::BuildCounter().Name("backfile_sent_bytes_total").Help("Bytes of answers, heads included.").Register(registry).Add({});
  struct Watched {
    prometheus::Gauge& gauge;
    std::function<double()> value;
  };
  std::mutex mutex;
  std::vector<Watched> watched;  // under mutex
  Known<prometheus::Counter> counters;
  Known<prometheus::Counter> answers;   // by route, method and status
  Known<prometheus::Histogram> routes;  // by route
};

Metrics::Metrics() : impl_(std::make_unique<Impl>()) {}
Metrics::~Metrics() = default;

void Metrics::count(const Exchanged& exchanged) {
  const std::string route = exchanged.request.route.empty() ? "none" : std::string(exchanged.request.route);
  const std::string status = std::to_string(exchanged.status);
  // A method is one of nine, or none where the head was refused.
  const auto answer = [&]() -> auto& {
    return impl_->requests.Add({{"route", route}, {"method", exchanged.request.method}, {"status", status}});
  };
  impl_->answers.of(route + ' ' + exchanged.request.method + ' ' + status, answer).Increment();
  const auto time = [&]() -> auto& { return impl_->times.Add({{"route", route}}, seconds()); };
  impl_->routes.of(route, time).Observe(exchanged.milliseconds / 1000);
  impl_->bytes.Increment(static_cast<double>(exchanged.bytes));
}

void Metrics::add(std::string_view name, std::string_view help, double amount, std::string_view label, std::string_view value) {
  const auto make = [&]() -> auto& {
    auto& family = prometheus::BuildCounter().Name(std::string(name)).Help(std::string(help)).Register(impl_->registry);
    return label.empty() ? family.Add({}) : family.Add({{std::string(label), std::string(value)}});
  };
  impl_->counters.of(std::string(name) + ' ' + std::string(value), make).Increment(amount);
}

void Metrics::observe(const std::string& name, const std::string& help, double took) {
  prometheus::BuildHistogram().Name(name).Help(help).Register(impl_->registry).Add({}, seconds()).Observe(took);
}

void Metrics::watch(const std::string& name, const std::string& help, std::function<double()> value) {
  auto& gauge = prometheus::BuildGauge().Name(name).Help(help).Register(impl_->registry).Add({});
  const std::lock_guard lock(impl_->mutex);
  impl_->watched.push_back({gauge, std::move(value)});
}

std::string Metrics::text() {
  {
    const std::lock_guard lock(impl_->mutex);
    for (Impl::Watched& watched : impl_->watched) watched.gauge.Set(watched.value());
  }
  return prometheus::TextSerializer().Serialize(impl_->registry.Collect());
}

double resident_memory() {
  std::ifstream statm("/proc/self/statm");
  double all = 0, resident = 0;
  statm >> all >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

}  // namespace backfile::http
