// What a web address says about an article.
#pragma once
#include <string>
#include <string_view>

namespace backfile::wording {

/// True for an http(s) address, or one that begins with `www.`, without spaces and with a host.
bool is_url(std::string_view text);

/// `www.example.com` of an address, in lower case, without `www.` and port: "example.com". Empty where there is none,
/// and for an IP address, which names no publication.
std::string host_of(std::string_view url);

/// The section that a dated address names: the path's parts between the date and the last part; where there are none, those before
/// the date that are not words such as `news` or `archive`. Empty without a date in the path.
std::string section_of(std::string_view url);

}  // namespace backfile::wording
