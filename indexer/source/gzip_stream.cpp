// RFC 1952. Damage is often noticed only some way behind it, in the middle of a later member, so the search for the next one goes back as
// far as the buffer reaches. That costs at most kHistory for each of kMaxDamages.
#include "indexer/source/gzip_stream.h"

#include <algorithm>

namespace backfile::source {
namespace {

constexpr std::size_t kBlock = 64 * 1024;
constexpr std::size_t kHistory = 64 * 1024;  // kept for going back
constexpr std::size_t kHeader = 10;          // bytes of the shortest member header
constexpr unsigned kMaxDamages = 10'000;     // in one file: more is no gzip file
constexpr int kGzip = 15 + 16;               // zlib: the largest window, gzip header and sums

/// searching: where a member is not expected, all that its header can be judged by counts.
bool is_member(const char* bytes, bool searching) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  if (byte(0) != 0x1F || byte(1) != 0x8B || byte(2) != 8 || byte(3) >= 0x20) return false;
  const bool speed = byte(8) <= 4;
  const bool system = byte(9) <= 13 || byte(9) == 255;
  return !searching || (speed && system);
}

}  // namespace

GzipStream::GzipStream(ByteStream& packed, Allowance allowance) : packed_(packed), allowance_(allowance) {
  if (inflateInit2(&zlib_, kGzip) != Z_OK) error_ = Error{Code::io, "out of memory"};
}

GzipStream::~GzipStream() { inflateEnd(&zlib_); }

void GzipStream::damage(const std::string& what) {
  error_ = Error{Code::damaged, "damaged gzip file: " + what};
  damaged_ = true;
  inside_ = false;
}

/// More packed bytes behind those there are; false at the end and for a failing stream.
bool GzipStream::refill() {
  if (ended_) return false;
  if (at_ > kHistory) {
    const std::size_t cut = at_ - kHistory;
    input_.erase(0, cut);
    at_ -= cut;
    member_ -= std::min(member_, cut);
  }
  const std::size_t before = input_.size();
  input_.resize(before + kBlock);
  const auto got = packed_.read(input_.data() + before, kBlock);
  input_.resize(before + got.value_or(0));
  ended_ = !got || *got == 0;
  if (!got) error_ = got.error();
  return !ended_;
}

/// From at_ to where a member begins; false where none does before the end.
bool GzipStream::skip_to_member(bool searching) {
  for (;; searching = true) {
    while (input_.size() - at_ < kHeader && refill()) {
    }
    if (input_.size() - at_ < kHeader) break;
    if (is_member(input_.data() + at_, searching)) return true;
    if (input_[at_] != '\0') ++skipped_;
    ++at_;
  }
  for (; at_ < input_.size(); ++at_) {
    if (input_[at_] != '\0') ++skipped_;
  }
  return false;
}

/// False at the end, and with an error where something else than a member or padding stands before it.
bool GzipStream::begin_member() {
  skipped_ = 0;
  const bool found = skip_to_member(false);
  if (error_) return false;
  if (skipped_ > 0) {
    damage(std::to_string(skipped_) + " bytes that are no gzip data");
    return false;
  }
  if (!found) return false;
  member_ = at_;
  inside_ = true;
  inflateReset2(&zlib_, kGzip);
  return true;
}

std::size_t GzipStream::inflate_into(char* buffer, std::size_t size) {
  zlib_.next_out = reinterpret_cast<Bytef*>(buffer);
  zlib_.avail_out = static_cast<uInt>(std::min<std::size_t>(size, 1u << 30));
  const uInt wanted = zlib_.avail_out;
  while (inside_ && zlib_.avail_out == wanted) {
    if (at_ == input_.size() && !refill()) {
      if (!error_) damage("cut off");
      break;
    }
    zlib_.next_in = reinterpret_cast<Bytef*>(input_.data() + at_);
    zlib_.avail_in = static_cast<uInt>(input_.size() - at_);
    const int status = ::inflate(&zlib_, Z_NO_FLUSH);
    at_ = input_.size() - zlib_.avail_in;
    if (status == Z_STREAM_END)
      inside_ = false;
    else if (status != Z_OK && status != Z_BUF_ERROR)
      damage(zlib_.msg ? zlib_.msg : "the data cannot be read");
  }
  return wanted - zlib_.avail_out;
}

Result<std::size_t> GzipStream::read(char* buffer, std::size_t size) {
  std::size_t got = 0;
  while (got == 0 && size > 0 && !error_) {
    if (!inside_ && !begin_member()) break;
    got = inflate_into(buffer, size);
    if (auto over = allowance_.spend(got)) {
      error_ = *over;
      damaged_ = false;
      got = 0;
    }
  }
  // What was unpacked before the damage is given first.
  if (got == 0 && error_) return tl::unexpected<Error>(*error_);
  return got;
}

bool GzipStream::resume() {
  if (!error_ || !damaged_ || ++damages_ > kMaxDamages) return false;
  // Where skipping was the error, at_ stands on the next member already.
  if (skipped_ == 0 && at_ > member_) at_ -= std::min<std::size_t>(at_ - member_ - 1, kHistory);
  const Error before = *error_;
  error_.reset();
  if (!skip_to_member(true)) {
    if (!error_) error_ = before;
    damaged_ = false;
    return false;
  }
  damaged_ = false;
  return true;
}

}  // namespace backfile::source
