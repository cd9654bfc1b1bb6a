// What endpoints of pages share: the reader's language, the site as it is known to them, and how a page is answered.
#pragma once
#include <functional>

#include "server/http/archive_state.h"
#include "server/web/site.h"

namespace backfile::http {

/// Whether search engines may list what there is here: never where reading needs a key.
bool listed(const Service& service);

web::Site site_of(const Request& request, const Service& service);

/// In the language that the reader's browser asks for.
const web::Texts& texts_of(const Request& request);

/// The first value of that name; empty where there is none.
std::string parameter(const Request& request, std::string_view name);

/// The parameter `page`, from 1; 1 where it is not given. Code::invalid for what is no such number.
Result<std::uint32_t> page_number(const Request& request);

/// A page as an answer, in that language.
Response page_answer(const Request& request, std::string html, int status = 200);

/// The same in place of an answer that was begun, whose headers it keeps.
void become_page(const Request& request, Response& begun, std::string html);

/// A page that depends on nothing but the archive's state and the request (archive_state.h): `work` gives its HTML.
Response page_from_archive(const Request& request, const Service& service,
                           const std::function<Result<std::string>(search::Engine&, const web::Frame&)>& work);

/// An answer for whoever asked: a problem becomes a page for a browser that asked for one, and what needs a key leads it to where one is
/// given. Everything else stays as it is.
Response for_reader(const Request& request, const Service& service, Response response);

}  // namespace backfile::http
