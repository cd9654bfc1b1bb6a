// Something threads wait for beside their sockets: an eventfd that poll() understands.
#pragma once

namespace backfile::http {

/// Any thread may call any member at any time.
class Signal {
 public:
  Signal();
  ~Signal();
  Signal(const Signal&) = delete;
  Signal& operator=(const Signal&) = delete;

  void raise();
  /// Until the next raise().
  void lower();
  bool raised() const;
  /// To be polled for reading.
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

}  // namespace backfile::http
