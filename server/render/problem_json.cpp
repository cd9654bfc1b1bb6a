// Errors as RFC 9457 problem details. What is the user's to mend is told in full; what is ours is told without paths or internals.
#include <nlohmann/json.hpp>

#include "server/render/json.h"

namespace backfile::render {
namespace {

struct Kind {
  Code code;
  const char* name;    // ends the problem's type
  const char* detail;  // in place of the message, where that is for the log only
};

constexpr Kind kKinds[] = {
    {Code::invalid, "invalid", nullptr},
    {Code::refused, "refused", nullptr},
    {Code::not_found, "not-found", nullptr},
    {Code::gone, "gone", nullptr},
    {Code::busy, "busy", "The search took too long, or the archive was just changing. Try again, or ask for less."},
    {Code::locked, "busy", "The archive is being written at the moment. Try again."},
    {Code::damaged, "archive", "The archive cannot be read. The server's log says why."},
    {Code::version, "archive", "The archive was written by another version of Backfile. The server's log says more."},
    {Code::io, "archive", "The archive cannot be read. The server's log says why."},
};

const Kind& kind_of(Code code) {
  for (const Kind& kind : kKinds) {
    if (kind.code == code) return kind;
  }
  return kKinds[std::size(kKinds) - 1];
}

}  // namespace

const char* status_title(int status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 411:
      return "Length Required";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return status < 500 ? "Bad Request" : "Internal Server Error";
  }
}

int status_of(const Error& error) {
  switch (error.code) {
    case Code::invalid:
    case Code::refused:
      return 400;
    case Code::not_found:
      return 404;
    case Code::gone:
      return 410;
    case Code::busy:
    case Code::locked:
      return 503;
    case Code::damaged:
    case Code::version:
    case Code::io:
      return 500;
  }
  return 500;
}

std::string problem_json(const Error& error, int status) {
  const Kind& kind = kind_of(error.code);
  nlohmann::ordered_json json = {{"type", std::string("urn:backfile:problem:") + kind.name},
                                 {"title", status_title(status)},
                                 {"status", status},
                                 {"detail", kind.detail ? std::string(kind.detail) : error.message}};
  if (!error.param.empty()) json["param"] = error.param;
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace backfile::render
