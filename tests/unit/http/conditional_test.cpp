// 304 or not.
#include "server/http/conditional.h"

#include <doctest/doctest.h>

using namespace backfile;

namespace {

int status(const std::string& name, const std::string& value, const http::Validators& validators, const std::string& method = "GET") {
  http::Request request;
  request.method = method;
  if (!name.empty()) request.headers = {{name, value}};
  return http::conditional(request, validators).status;
}

constexpr std::int64_t kTime = 1'795'420'800;  // Mon, 23 Nov 2026 08:00:00 GMT
const char* const kTimeText = "Mon, 23 Nov 2026 08:00:00 GMT";

}  // namespace

TEST_CASE("If-None-Match is held against the ETag, weak or not, one of many or *") {
  const http::Validators validators{.etag = "r81"};
  for (const char* value : {"\"r81\"", "W/\"r81\"", "\"a\", W/\"r81\"", "\"a\",\"r81\"", "*"}) {
    CAPTURE(value);
    CHECK(status("if-none-match", value, validators) == 304);
  }
  for (const char* value : {"\"r8\"", "r81", "\"r81", "\"", "\"a\", \"b\""}) {
    CAPTURE(value);
    CHECK(status("if-none-match", value, validators) == 200);
  }
  CHECK(status("", "", validators) == 200);
  CHECK(status("if-none-match", "*", {}) == 200);
  CHECK(status("if-none-match", "\"r81\"", validators, "HEAD") == 304);
  CHECK(status("if-none-match", "\"r81\"", validators, "POST") == 200);
}

TEST_CASE("If-Modified-Since counts where there is no If-None-Match, in all three forms of a date") {
  const http::Validators validators{.last_modified = kTime};
  CHECK(status("if-modified-since", kTimeText, validators) == 304);
  CHECK(status("if-modified-since", "Monday, 23-Nov-26 08:00:00 GMT", validators) == 304);
  CHECK(status("if-modified-since", "Mon Nov 23 08:00:00 2026", validators) == 304);
  CHECK(status("if-modified-since", "Mon, 23 Nov 2026 07:59:59 GMT", validators) == 200);
  CHECK(status("if-modified-since", "yesterday", validators) == 200);
  http::Request request;
  request.method = "GET";
  request.headers = {{"if-none-match", "\"other\""}, {"if-modified-since", kTimeText}};
  CHECK(http::conditional(request, {.etag = "r81", .last_modified = kTime}).status == 200);
}

TEST_CASE("the state is stated, with 304 as well as with 200") {
  http::Request request;
  request.method = "GET";
  request.headers = {{"if-none-match", "\"r81\""}};
  for (const bool weak : {true, false}) {
    const http::Response response =
        http::conditional(request, {.etag = "r81", .weak = weak, .last_modified = kTime, .cache_control = "max-age=60"});
    CHECK(response.status == 304);
    CHECK(response.headers ==
          http::Headers{{"ETag", weak ? "W/\"r81\"" : "\"r81\""}, {"Last-Modified", kTimeText}, {"Cache-Control", "max-age=60"}});
  }
}

TEST_CASE("a date that is none") {
  CHECK(http::parse_http_date("") == -1);
  CHECK(http::parse_http_date(std::string(100'000, '9')) == -1);
  CHECK(http::parse_http_date(kTimeText) == kTime);
}
