// zlib behind gzip.h.
#include "server/http/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <new>

namespace backfile::http {
namespace {

constexpr int kGzipWindow = 15 + 16;  // zlib's way to say: the largest window, in a gzip file

Bytef* bytes_of(std::string_view text) { return reinterpret_cast<Bytef*>(const_cast<char*>(text.data())); }  // zlib only reads them

}  // namespace

struct Gunzip::State {
  z_stream zlib{};
  bool ended = false;
};

Gunzip::Gunzip() : state_(std::make_unique<State>()) {
  if (inflateInit2(&state_->zlib, kGzipWindow) != Z_OK) throw std::bad_alloc();
}
Gunzip::~Gunzip() { inflateEnd(&state_->zlib); }

bool Gunzip::ended() const { return state_->ended; }

bool Gunzip::add(std::string_view& bytes, std::string& out, std::size_t most) {
  z_stream& zlib = state_->zlib;
  const std::size_t before = out.size(), input = std::min<std::size_t>(bytes.size(), 1u << 20);
  out.resize(before + most);
  zlib.next_in = bytes_of(bytes);
  zlib.avail_in = static_cast<uInt>(input);
  zlib.next_out = bytes_of(out) + before;
  zlib.avail_out = static_cast<uInt>(most);
  const int result = state_->ended ? Z_DATA_ERROR : inflate(&zlib, Z_NO_FLUSH);
  out.resize(before + most - zlib.avail_out);
  bytes.remove_prefix(input - zlib.avail_in);
  state_->ended = result == Z_STREAM_END;
  return result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR;
}

struct Gzip::State {
  z_stream zlib{};
  void run(std::string_view bytes, int flush, std::string& out);
};

void Gzip::State::run(std::string_view bytes, int flush, std::string& out) {
  constexpr std::size_t kStep = 16u << 10, kLargest = 1u << 30;
  do {
    const std::size_t input = std::min(bytes.size(), kLargest);
    zlib.next_in = bytes_of(bytes);
    zlib.avail_in = static_cast<uInt>(input);
    bytes.remove_prefix(input);
    int result = Z_OK;
    do {
      const std::size_t before = out.size();
      out.resize(before + kStep);
      zlib.next_out = bytes_of(out) + before;
      zlib.avail_out = kStep;
      result = deflate(&zlib, bytes.empty() ? flush : Z_NO_FLUSH);
      out.resize(before + kStep - zlib.avail_out);
    } while (zlib.avail_out == 0 || (flush == Z_FINISH && bytes.empty() && result == Z_OK));
  } while (!bytes.empty());
}

Gzip::Gzip() : state_(std::make_unique<State>()) {
  constexpr int kLevel = 1, kMemory = 8;
  if (deflateInit2(&state_->zlib, kLevel, Z_DEFLATED, kGzipWindow, kMemory, Z_DEFAULT_STRATEGY) != Z_OK) throw std::bad_alloc();
}
Gzip::~Gzip() { deflateEnd(&state_->zlib); }

void Gzip::add(std::string_view bytes, std::string& out) { state_->run(bytes, Z_NO_FLUSH, out); }

void Gzip::finish(std::string& out) {
  state_->run({}, Z_FINISH, out);
  deflateReset(&state_->zlib);
}

}  // namespace backfile::http
