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
#include <vector>

namespace backfile::http {
namespace {

/// Around what searches and commits take: 1 ms to the deadline.
prometheus::Histogram::BucketBoundaries seconds() { return {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10}; }

}  // namespace

struct Metrics::Impl {
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& requests =
      prometheus::BuildCounter().Name("backfile_requests_total").Help("Requests answered.").Register(registry);
  prometheus::Family<prometheus::Histogram>& times = prometheus::BuildHistogram()
                                                         .Name("backfile_request_seconds")
                                                         .Help("Time from a request's arrival at a thread to the end of its answer.")
                                                         .Register(registry);
  prometheus::Family<prometheus::Counter>& bytes =
      prometheus::BuildCounter().Name("backfile_sent_bytes_total").Help("Bytes of answers, heads included.").Register(registry);
  struct Watched {
    prometheus::Gauge& gauge;
    std::function<double()> value;
  };
  std::mutex mutex;
  std::vector<Watched> watched;  // under mutex
};

Metrics::Metrics() : impl_(std::make_unique<Impl>()) {}
Metrics::~Metrics() = default;

void Metrics::count(const Exchanged& exchanged) {
  const std::string route = exchanged.request.route.empty() ? "none" : std::string(exchanged.request.route);
  // A method is one of nine, or none where the head was refused.
  impl_->requests.Add({{"route", route}, {"method", exchanged.request.method}, {"status", std::to_string(exchanged.status)}}).Increment();
  impl_->times.Add({{"route", route}}, seconds()).Observe(exchanged.milliseconds / 1000);
  impl_->bytes.Add({}).Increment(static_cast<double>(exchanged.bytes));
}

void Metrics::add(const std::string& name, const std::string& help, double amount, const std::map<std::string, std::string>& labels) {
  prometheus::BuildCounter().Name(name).Help(help).Register(impl_->registry).Add(labels).Increment(amount);
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
