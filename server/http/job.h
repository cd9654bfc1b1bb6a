// A request on its way from the front to a worker, with its connection.
#pragma once
#include <memory>
#include <string>

#include "server/http/connection.h"

namespace backfile::http {

struct Job {
  std::unique_ptr<Connection> connection;
  Head head;
  Kind kind = Kind::plain;
  bool whole_body = false;  // all of the body has been received already, or there is none
  std::string client;       // address, seen through trusted proxies
};

}  // namespace backfile::http
