// Which answers are compressed, and how.
#include "server/http/compression.h"

#include <algorithm>
#include <cctype>
#include <memory>

#include "server/http/gzip.h"
#include "server/http/trimmed.h"

namespace backfile::http {
namespace {

/// Below it the head is most of the answer, and one packet carries both.
constexpr std::size_t kLeast = 1024;

bool is_text(std::string_view content_type) {
  if (content_type.rfind("text/", 0) == 0) return true;
  return std::ranges::any_of(std::initializer_list<std::string_view>{"json", "xml", "javascript"},
                             [&](std::string_view part) { return content_type.find(part) != std::string_view::npos; });
}

bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

/// Whether a weight is given and is zero: "0", "0.", "0.000".
bool refuses(std::string_view parameters) {
  const std::size_t equals = std::min(parameters.find('='), parameters.size());
  if (!same_word(trimmed(parameters.substr(0, equals)), "q")) return false;
  const std::string_view weight = trimmed(parameters.substr(std::min(equals + 1, parameters.size())));
  return !weight.empty() && weight.find_first_not_of("0.") == std::string_view::npos;
}

/// Compresses what an endpoint writes and hands it on.
class GzipSink : public Sink {
 public:
  explicit GzipSink(Sink& to) : to_(to) {}
  bool write(std::string_view bytes) override {
    packed_.clear();
    gzip_.add(bytes, packed_);
    return to_.write(packed_);
  }
  bool finish() {
    packed_.clear();
    gzip_.finish(packed_);
    return to_.write(packed_);
  }

 private:
  Sink& to_;
  Gzip gzip_;
  std::string packed_;
};

}  // namespace

bool takes_gzip(std::string_view accept_encoding) {
  bool any = false;
  while (!accept_encoding.empty()) {
    const std::string_view item = accept_encoding.substr(0, accept_encoding.find(','));
    accept_encoding.remove_prefix(std::min(item.size() + 1, accept_encoding.size()));
    const std::size_t semicolon = std::min(item.find(';'), item.size());
    const std::string_view coding = trimmed(item.substr(0, semicolon));
    const bool taken = !refuses(item.substr(std::min(semicolon + 1, item.size())));
    if (same_word(coding, "gzip") || same_word(coding, "x-gzip")) return taken;
    if (coding == "*") any = taken;
  }
  return any;
}

void compress_for(const Request& request, Response& response) {
  const auto has = [&](std::string_view name) {
    return std::ranges::any_of(response.headers, [&](const auto& header) { return header.first == name; });
  };
  if (response.status == 204 || has("Content-Encoding") || !is_text(response.content_type)) return;
  response.headers.emplace_back("Vary", "Accept-Encoding");
  const bool large = response.stream || response.body.size() >= kLeast;
  if (response.status == 304 || !large || !takes_gzip(request.header("accept-encoding"))) return;
  response.headers.emplace_back("Content-Encoding", "gzip");
  for (auto& [name, value] : response.headers) {
    if (name == "ETag" && value.rfind("W/", 0) != 0) value.insert(0, "W/");
  }
  if (response.stream) {
    response.stream = [plain = std::move(response.stream)](Sink& sink) {
      GzipSink packed(sink);
      return plain(packed) && packed.finish();
    };
  } else {
    // Its tables are a quarter of a megabyte, too much to set up for every answer.
    thread_local const std::unique_ptr<Gzip> gzip = std::make_unique<Gzip>();
    std::string packed;
    gzip->add(response.body, packed);
    gzip->finish(packed);
    response.body = std::move(packed);
  }
}

}  // namespace backfile::http
