// By the look of the name, and by whether the message went to a list.
#include "indexer/readers/mail_sender.h"

#include <algorithm>
#include <array>
#include <string>

#include "indexer/readers/mail_encoding.h"
#include "indexer/text/charset.h"
#include "indexer/wording/byline.h"
#include "indexer/wording/publication.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

std::string without_quotes(std::string_view text) {
  std::string name = text::one_line(text);
  while (name.size() > 1 && (name.front() == '"' || name.front() == '\'') && name.back() == name.front())
    name = text::one_line(name.substr(1, name.size() - 2));
  name.erase(std::remove(name.begin(), name.end(), '\\'), name.end());
  return name;
}

struct Mailbox {
  std::string name, address;
};

/// `"Jane Doe" <jane@example.org>`, `jane@example.org (Jane Doe)`, `jane@example.org`.
Mailbox mailbox_of(const std::string& from) {
  const auto open = from.rfind('<');
  if (open != from.npos) {
    const auto close = std::min(from.find('>', open), from.size());
    return {without_quotes(from.substr(0, open)), from.substr(open + 1, close - open - 1)};
  }
  if (const auto bracket = from.find('('); bracket != from.npos && from.find('@') < bracket)
    return {without_quotes(from.substr(bracket + 1, from.rfind(')') - bracket - 1)), text::one_line(from.substr(0, bracket))};
  if (from.find('@') == from.npos) return {without_quotes(from), {}};
  return {{}, from};
}

bool is_person(const std::string& name) {
  return !wording::is_publication(name) && (wording::is_personal_name(name) || wording::is_byline("By " + name)) &&
         wording::words(name).size() >= 2;
}

/// `news@`, `no-reply@`: nobody's own address.
bool is_role_address(const std::string& address) {
  constexpr auto kRoles = std::to_array<std::string_view>(
      {"news",   "newsletter", "newsletters", "hello", "info",     "editor", "editors", "noreply", "no-reply", "notes",     "mail",
       "team",   "contact",    "updates",     "daily", "weekly",   "digest", "digests", "alerts",  "briefing", "redaktion", "redaction",
       "office", "press",      "presse",      "desk",  "bulletin", "list",   "lists",   "mailer",  "kontakt",  "redazione", "redaccion"});
  return wording::among(kRoles, lower(address.substr(0, address.find('@'))));
}

/// `Jane Doe at The Echo`, `Jane Doe | The Echo`: the person and the publication.
bool split_name(const std::string& name, article::Article& article) {
  for (const std::string_view between : {" at ", " from ", " | ", " via ", " - ", " – ", " — ", " @ ", ", "}) {
    const auto at = name.find(between);
    if (at == name.npos) continue;
    const std::string first = name.substr(0, at), second = name.substr(at + between.size());
    if (!is_person(first) || second.empty()) continue;
    article.authors = {first};
    article.source = second;
    return true;
  }
  return false;
}

}  // namespace

void read_sender(const HeaderLines& headers, article::Article& article) {
  const Mailbox from = mailbox_of(decode_header(headers.value("From")));
  const std::string list = mailbox_of(decode_header(headers.value("List-Id"))).name;
  const bool is_list = !headers.value("List-Id").empty() || !headers.value("List-Unsubscribe").empty();
  if (!from.name.empty() && from.name.find('@') == from.name.npos && !split_name(from.name, article)) {
    if (is_person(from.name) && !is_role_address(from.address) && lower(list).find(lower(from.name)) == list.npos)
      article.authors = {from.name};
    else
      article.source = from.name;
  }
  if (article.source.empty()) article.source = list;
  // The sender's domain names a publication only where it sends to many.
  const auto at = from.address.rfind('@');
  if (article.source.empty() && is_list && at != from.address.npos) article.source = lower(from.address.substr(at + 1));
}

}  // namespace backfile::readers
