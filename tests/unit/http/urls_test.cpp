// Addresses in answers.
#include "server/http/urls.h"

#include <doctest/doctest.h>

using namespace backfile;

TEST_CASE("the public URL stands before every link") {
  config::Settings settings;
  settings.public_url = "https://news.example/archive";
  http::Request request;
  request.headers = {{"host", "internal:8080"}};
  CHECK(http::absolute_url(settings, request, "/search?q=a") == "https://news.example/archive/search?q=a");
  CHECK(http::site_path(settings, "/search") == "/archive/search");
  CHECK(http::without_prefix(settings, "/archive/search") == "/search");
  CHECK(http::without_prefix(settings, "/archive") == "/");
  CHECK(http::without_prefix(settings, "/archives") == "/archives");
  CHECK(http::without_prefix(settings, "/search") == "/search");
}

TEST_CASE("without one, the Host header does, if it is a host") {
  config::Settings settings;
  http::Request request;
  request.headers = {{"host", "news.example:81"}};
  CHECK(http::absolute_url(settings, request, "/a") == "http://news.example:81/a");
  CHECK(http::site_path(settings, "/a") == "/a");
  CHECK(http::without_prefix(settings, "/a") == "/a");
  request.headers = {{"host", "evil\"><script>"}};
  CHECK(http::absolute_url(settings, request, "/a") == "http://127.0.0.1:8080/a");
}
