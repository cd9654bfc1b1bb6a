// The text of a newsletter without what mailing programs put around it.
#pragma once
#include <string>

#include "indexer/readers/mail_parts.h"

namespace backfile::readers {

/// Paragraphs: the plain text, unless it is only a stub beside the HTML. Without the lines that offer a view in the browser, the signature,
/// and the footer that says why the reader gets the mail and how to end it.
std::string text_of_mail(const MailTexts& texts);

}  // namespace backfile::readers
