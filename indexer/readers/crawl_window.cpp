// One buffer, moved to its front now and then.
#include "indexer/readers/crawl_window.h"

#include <algorithm>

namespace backfile::readers {
namespace {

constexpr std::size_t kBlock = 256 * 1024;

}  // namespace

bool CrawlWindow::fill(std::size_t size) {
  while (buffer_.size() - at_ < size && !ended_) {
    // Only where more was taken than is left: so every byte is moved a bounded number of times.
    if (at_ > kBlock && at_ >= buffer_.size() - at_) {
      buffer_.erase(0, at_);
      at_ = 0;
    }
    const std::size_t before = buffer_.size();
    buffer_.resize(before + kBlock);
    const auto got = bytes_.read(buffer_.data() + before, kBlock);
    buffer_.resize(before + got.value_or(0));
    ended_ = !got || *got == 0;
    if (!got) damage_ = got.error().message;
  }
  return buffer_.size() - at_ >= size;
}

std::string_view CrawlWindow::line(std::size_t limit) {
  std::size_t seen = 0;
  for (std::size_t wanted = std::min<std::size_t>(256, limit);; wanted = std::min(wanted * 4, limit)) {
    const bool more = fill(wanted);
    const auto end = view().substr(0, wanted).find('\n', seen);
    if (end != std::string_view::npos) return view().substr(0, end + 1);
    if (!more || wanted == limit) return view().substr(0, wanted);
    seen = wanted;
  }
}

void CrawlWindow::take_blanks() {
  while (fill(1)) {
    const auto end = std::min(view().find_first_not_of("\r\n \t"), view().size());
    if (end == 0) return;
    take(end);
  }
}

bool CrawlWindow::resume() {
  if (damage_.empty()) return false;
  buffer_.clear();
  at_ = 0;
  if (!bytes_.resume()) return false;
  damage_.clear();
  ended_ = false;
  return true;
}

}  // namespace backfile::readers
