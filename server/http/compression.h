// gzip for clients that take it.
#pragma once
#include "server/http/message.h"

namespace backfile::http {

/// Compresses what is text and large enough to gain by it, streams too, where the client takes gzip; says so, and that the answer depends
/// on that. A strong ETag becomes weak: the bytes are others.
void compress_for(const Request& request, Response& response);

/// Whether an Accept-Encoding header takes gzip (RFC 9110, 12.5.3).
bool takes_gzip(std::string_view accept_encoding);

}  // namespace backfile::http
