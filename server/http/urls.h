// The addresses under which clients know this server.
#pragma once
#include <string>
#include <string_view>

#include "config/settings.h"
#include "server/http/message.h"

namespace backfile::http {

/// For links within answers: `path` (encoded, with its query) behind the path of the setting public_url, if it has one.
std::string site_path(const config::Settings& settings, std::string_view path);

/// For feeds, OpenSearch and whatever leaves the site: the same with scheme and host, from public_url, else from the request's Host.
std::string absolute_url(const config::Settings& settings, const Request& request, std::string_view path);

/// `path` without the path of public_url: requests come with it or, from a proxy that takes it off, without.
std::string_view without_prefix(const config::Settings& settings, std::string_view path);

}  // namespace backfile::http
