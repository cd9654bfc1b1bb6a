// Who gets gzip.
#include "server/http/compression.h"

#include <doctest/doctest.h>

#include "server/http/gzip.h"

using namespace backfile;

namespace {

std::string unpacked(std::string_view packed) {
  http::Gunzip gunzip;
  std::string all;
  while (!gunzip.ended()) {
    if (!gunzip.add(packed, all, 1000)) return "no gzip";
  }
  return packed.empty() ? all : "more than one file";
}

struct Gathered : http::Sink {
  std::string bytes;
  bool write(std::string_view more) override {
    bytes += more;
    return true;
  }
};

http::Response compressed(http::Response response, const std::string& accepted = "gzip") {
  http::Request request;
  request.headers = {{"accept-encoding", accepted}};
  http::compress_for(request, response);
  return response;
}

std::string header(const http::Response& response, const std::string& name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return "";
}

}  // namespace

TEST_CASE("Accept-Encoding is read with its weights") {
  for (const char* takes :
       {"gzip", "GZIP", "deflate, gzip;q=1.0, *;q=0.5", "gzip ; q=0.001", "br,x-gzip", "*", "*;q=0.1", "identity;q=0, *"}) {
    CAPTURE(takes);
    CHECK(http::takes_gzip(takes));
  }
  for (const char* refuses : {"", "br", "gzip;q=0", "gzip;q=0.000, *", "*;q=0", "gzipped", "identity", ";,;q=1", "gzip; q = 0"}) {
    CAPTURE(refuses);
    CHECK_FALSE(http::takes_gzip(refuses));
  }
}

TEST_CASE("a large text is compressed, again and again") {
  for (const std::size_t size : {1024u, 5000u, 300'000u}) {
    std::string text;
    while (text.size() < size) text += std::to_string(text.size() * 7919) + " ";
    const http::Response response = compressed({.body = text});
    CHECK(header(response, "Content-Encoding") == "gzip");
    CHECK(header(response, "Vary") == "Accept-Encoding");
    CHECK(response.body.size() < text.size());
    CHECK(unpacked(response.body) == text);
  }
}

TEST_CASE("what gains nothing is left alone") {
  const std::string text(5000, 'x');
  CHECK(compressed({.body = "short"}).body == "short");
  CHECK(header(compressed({.body = "short"}), "Vary") == "Accept-Encoding");
  CHECK(compressed({.body = text}, "br").body == text);
  CHECK(compressed({.content_type = "image/png", .body = text}).body == text);
  CHECK(compressed({.content_type = "image/png", .body = text}).headers.empty());
  CHECK(compressed({.body = text, .headers = {{"Content-Encoding", "br"}}}).body == text);
}

TEST_CASE("a strong ETag becomes weak, as the bytes are others") {
  CHECK(header(compressed({.body = std::string(5000, 'x'), .headers = {{"ETag", "\"a\""}}}), "ETag") == "W/\"a\"");
  CHECK(header(compressed({.body = std::string(5000, 'x'), .headers = {{"ETag", "W/\"a\""}}}), "ETag") == "W/\"a\"");
  CHECK(header(compressed({.body = "short", .headers = {{"ETag", "\"a\""}}}), "ETag") == "\"a\"");
}

TEST_CASE("a stream is compressed as it goes") {
  std::string text;
  http::Response response;
  response.stream = [&text](http::Sink& sink) {
    for (int line = 0; line < 50'000; ++line) {
      const std::string piece = "line " + std::to_string(line) + "\n";
      text += piece;
      if (!sink.write(piece)) return false;
    }
    return true;
  };
  response = compressed(std::move(response));
  CHECK(header(response, "Content-Encoding") == "gzip");
  Gathered sink;
  CHECK(response.stream(sink));
  CHECK(unpacked(sink.bytes) == text);
}
