// What the server counts, for Prometheus (GET /metrics).
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "server/http/exchange.h"

namespace backfile::http {

/// Any thread may call any member at any time. Names and help are Prometheus's: backfile_THING_total, one sentence.
class Metrics {
 public:
  Metrics();
  ~Metrics();

  /// Every answer once: by route, method and status, and its time.
  void count(const Exchanged& exchanged);

  /// For whatever else happens; the first call of a name makes it. amount: not below 0. label: the same with every call of a name; of
  /// values there must be few.
  void add(std::string_view name, std::string_view help, double amount, std::string_view label = {}, std::string_view value = {});

  /// How long something took, among others of its name; from 1 ms to 10 s it is told apart.
  void observe(const std::string& name, const std::string& help, double seconds);

  /// A value that is asked for whenever somebody looks. Such functions must outlive all looking and be quick.
  void watch(const std::string& name, const std::string& help, std::function<double()> value);

  /// In Prometheus's text format, 0.0.4.
  std::string text();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Of this process, in bytes.
double resident_memory();

}  // namespace backfile::http
