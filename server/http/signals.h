// Something threads wait for beside their sockets: an eventfd that poll() understands.
#pragma once

namespace backfile::http {

/// Any thread may call any member at any time.
class Signal {
 public:
  /// counting: every raise() lets one take() succeed; otherwise raised once means raised for good.
  explicit Signal(bool counting);
  ~Signal();
  Signal(const Signal&) = delete;
  Signal& operator=(const Signal&) = delete;

  void raise();
  /// Counting only: takes one raise away, or returns false where there is none.
  bool take() const;
  bool raised() const;
  /// To be polled for reading.
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

}  // namespace backfile::http
