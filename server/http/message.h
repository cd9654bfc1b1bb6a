// A request and its answer as endpoints see them: no sockets, no HTTP library.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/query/request.h"

namespace backfile::http {

using Headers = std::vector<std::pair<std::string, std::string>>;  // names of a request in lower case

struct Request {
  std::string id;              // names it in the log and in the X-Request-Id header
  std::string remote_address;  // numeric
  std::string method;
  std::string target;                 // as sent: path and query, still encoded
  std::string path;                   // the target's path, still encoded
  query::Parameters parameters;       // the target's query: decoded once, valid UTF-8 without control characters
  std::vector<std::string> captured;  // what stood for each {…} of the route, decoded likewise
  Headers headers;

  /// The first header of that name (lower case); empty where there is none.
  std::string_view header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
      if (key == name) return value;
    }
    return {};
  }
};

struct Response {
  int status = 200;
  std::string content_type = "application/json; charset=utf-8";
  std::string body;
  Headers headers;  // beside those that every answer has
};

}  // namespace backfile::http
