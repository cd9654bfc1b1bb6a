// A reader's key in a cookie: browsers cannot send an Authorization header of their own accord.
#pragma once
#include <string>
#include <string_view>

#include "server/http/message.h"

namespace backfile::http {

/// The key that the cookie holds; empty where there is none. Good for reading only: another site's link sends it along.
std::string_view session_key(const Request& request);

/// For the Set-Cookie header. Not readable by scripts, sent with what other sites cause only where that is a link
/// that somebody follows, and over TLS only where `secure`. An empty key
/// takes the cookie back. path: of the site.
std::string session_cookie(std::string_view key, std::string_view path, bool secure);

}  // namespace backfile::http
