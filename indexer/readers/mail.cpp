// The mail reader: newsletters as mailboxes (mbox) and single messages (EML), and web pages saved as messages (MHTML).
#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <utility>

#include "indexer/article/date_text.h"
#include "indexer/article/language.h"
#include "indexer/errors/deadline.h"
#include "indexer/page/page.h"
#include "indexer/readers/header_lines.h"
#include "indexer/readers/json_article.h"
#include "indexer/readers/json_parse.h"
#include "indexer/readers/mail_encoding.h"
#include "indexer/readers/mail_messages.h"
#include "indexer/readers/mail_parts.h"
#include "indexer/readers/mail_sender.h"
#include "indexer/readers/mail_text.h"
#include "indexer/readers/reader.h"
#include "indexer/text/charset.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

using article::Article;

/// With \n for line ends, without the line that begins a message in its mailbox, and without the '>' that a mailbox puts before
/// lines that look like one.
std::string unwrapped_message(std::string_view bytes) {
  const bool mailbox = bytes.starts_with("From ");
  std::string text;
  text.reserve(bytes.size());
  bool first = true;
  for (std::size_t begin = 0; begin < bytes.size();) {
    const auto end = std::min(bytes.find('\n', begin), bytes.size());
    auto line = bytes.substr(begin, end - begin);
    begin = end + 1;
    if (line.ends_with('\r')) line.remove_suffix(1);
    // Apple Mail puts the message's length before it.
    const bool count = first && !line.empty() && line.find_first_not_of("0123456789 ") == line.npos;
    if (first && (mailbox || count || line.empty())) {
      first = line.empty();
      continue;
    }
    first = false;
    if (mailbox && line.starts_with('>') && line.substr(std::min(line.find_first_not_of('>'), line.size())).starts_with("From "))
      line.remove_prefix(1);
    text.append(line).append("\n");
  }
  return text;
}

article::Date date_of(const HeaderLines& headers) {
  if (const auto date = article::parse_date(decode_header(headers.value("Date")))) return *date;
  const std::string received = decode_header(headers.value("Received"));
  const auto semicolon = received.rfind(';');
  return semicolon == received.npos ? article::Date{} : article::parse_date(received.substr(semicolon + 1)).value_or(article::Date{});
}

/// `<x@y>` without its brackets.
std::string bare(std::string value) {
  if (value.starts_with('<') && value.ends_with('>')) return value.substr(1, value.size() - 2);
  return value;
}

void add_keywords(const std::string& line, std::vector<std::string>& tags) {
  for (std::size_t begin = 0; begin < line.size();) {
    const auto end = std::min(line.find_first_of(",;", begin), line.size());
    std::string tag = text::one_line(line.substr(begin, end - begin));
    if (!tag.empty() && std::find(tags.begin(), tags.end(), tag) == tags.end()) tags.push_back(std::move(tag));
    begin = end + 1;
  }
}

void read_headers(const HeaderLines& headers, Article& article) {
  article.title = decode_header(headers.value("Subject"));
  article.id = bare(decode_header(headers.value("Message-ID")));
  article.url = bare(decode_header(headers.value("Archived-At")));
  article.published = date_of(headers);
  article.language = article::canonical_language(decode_header(headers.value("Content-Language")));
  add_keywords(decode_header(headers.value("Keywords")), article.tags);
  read_sender(headers, article);
}

/// A form that mails what was filled in sends a record of JSON, which says more than the message's headers.
bool take_record(const std::string& text, const Options& options, Article& article) {
  const auto first = text.find_first_not_of(" \n");
  if (first == text.npos || text[first] != '{') return false;
  const auto record = parsed_json(std::string_view(text).substr(first));
  if (!record.is_object()) return false;
  auto outcome = article_of(record, options.column_names);
  if (outcome.article.body.empty()) return false;
  Article& filled = outcome.article;
  if (filled.id.empty()) filled.id = article.id;
  if (filled.source.empty()) filled.source = article.source;
  if (filled.title.empty()) filled.title = article.title;
  // The form's own time lacks a zone and an order of day and month.
  if (article.published) filled.published = article.published;
  article = std::move(filled);
  return true;
}

/// A page that a browser saved whole, with its pictures.
bool is_saved_page(const HeaderLines& headers) {
  if (!headers.value("Snapshot-Content-Location").empty()) return true;
  return lower(headers.value("From")).starts_with("<saved by") || lower(headers.value("From")).starts_with("\"saved by");
}

class Mailbox {
 public:
  Mailbox(const Options& options, Sink& sink) : options_(options), sink_(sink) {}

  /// False where the sink asks to stop.
  bool message(std::string_view bytes) {
    ++number_;
    const std::string text = unwrapped_message(bytes);
    const MailPart message = split_part(text);
    const HeaderLines headers(message.headers);
    if (is_saved_page(headers)) return saved_page(message, headers);
    const std::string type = mail_type_of(headers.value("Content-Type")).value;
    if (type == "multipart/report") {
      sink_.passed_over(number_, "a report of delivery, not an article");
      return true;
    }
    Article article;
    read_headers(headers, article);
    const MailTexts texts = texts_of(message);
    if (!take_record(texts.plain, options_, article)) article.body = text_of_mail(texts);
    if (article.title.empty() && article.body.empty()) {
      sink_.passed_over(number_, "a message without subject and text");
      return true;
    }
    if (const auto date = decode_header(headers.value("Date")); !article.published && !date.empty())
      sink_.warning(number_, "the date \"" + date.substr(0, 100) + "\" is not understood");
    if (texts.too_deep) sink_.warning(number_, "parts nested too deep were left out");
    return sink_.article(std::move(article), number_);
  }

  void refused(const std::string& reason) { sink_.refused(++number_, reason); }

 private:
  bool saved_page(const MailPart& message, const HeaderLines& headers) {
    const MailPage found = page_of(message);
    std::string url = decode_header(headers.value("Snapshot-Content-Location"));
    if (url.empty()) url = decode_header(headers.value("Content-Location"));
    const Deadline deadline(options_.max_record_seconds);
    auto article = page::article_in_page({found.bytes, found.charset, url, options_.default_language}, deadline);
    if (article) {
      if (article->title.empty()) article->title = decode_header(headers.value("Subject"));
      return sink_.article(std::move(*article), number_);
    }
    if (article.error().code == Code::not_found)
      sink_.passed_over(number_, article.error().message);
    else
      sink_.refused(number_, article.error().message);
    return true;
  }

  const Options& options_;
  Sink& sink_;
  std::uint64_t number_ = 0;
};

void read(Input& input, Sink& sink) {
  MailMessages messages(input.bytes, input.options.max_record_bytes);
  Mailbox mailbox(input.options, sink);
  for (bool go_on = true; go_on;) {
    const auto message = messages.next();
    if (message.kind == MailMessages::Kind::end) break;
    if (message.kind == MailMessages::Kind::refused)
      mailbox.refused(message.reason);
    else
      go_on = mailbox.message(message.bytes);
  }
}

/// How many of the headers that only mail has, and whether every line up to the blank one is a header.
struct HeaderSigns {
  int of_mail = 0, of_letters = 0;
};

HeaderSigns signs_in(std::string_view head) {
  constexpr auto kOfMail = std::to_array<std::string_view>({"message-id", "mime-version", "received", "return-path", "delivered-to",
                                                            "content-transfer-encoding", "list-id", "list-unsubscribe", "reply-to",
                                                            "dkim-signature", "x-mailer", "snapshot-content-location"});
  constexpr auto kOfLetters = std::to_array<std::string_view>({"from", "to", "date", "subject", "content-type"});
  HeaderSigns signs;
  constexpr int kLines = 200;
  std::size_t at = 0;
  for (int lines = 0; lines < kLines && at < head.size(); ++lines) {
    const auto end = std::min(head.find('\n', at), head.size());
    auto line = head.substr(at, end - at);
    at = end + 1;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (lines == 0 && (is_from_line(line) || (!line.empty() && line.find_first_not_of("0123456789 ") == line.npos))) continue;
    if (line.empty()) break;
    if (line.front() == ' ' || line.front() == '\t') continue;
    const auto colon = line.find(':');
    const auto name = line.substr(0, std::min(colon, line.size()));
    constexpr std::size_t kLongestName = 60;
    if (colon == line.npos || name.empty() || name.size() > kLongestName || name.find(' ') != name.npos) return {};
    const std::string folded = lower(name);
    signs.of_mail += wording::among(kOfMail, folded) ? 1 : 0;
    signs.of_letters += wording::among(kOfLetters, folded) ? 1 : 0;
  }
  return signs;
}

int recognise(std::string_view head, std::string_view path) {
  constexpr auto kEndings = std::to_array<std::string_view>({".eml", ".mbox", ".mbx", ".emlx", ".mht", ".mhtml"});
  const std::string name = lower(path.substr(path.size() - std::min<std::size_t>(path.size(), 8)));
  const bool named = std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) { return name.ends_with(ending); });
  const bool mailbox = is_from_line(head.substr(0, head.find('\n')));
  const HeaderSigns signs = signs_in(head.substr(std::min(head.find_first_not_of("\r\n"), head.size())));
  const int all = signs.of_mail + signs.of_letters;
  if (mailbox && all >= 2) return 95;
  if (named && all >= 2) return 95;
  return signs.of_mail >= 2 && signs.of_letters >= 2 ? 90 : 0;
}

}  // namespace

extern const Format format_mail;
const Format format_mail{"mail", ".eml .mbox .mbx .emlx .mht .mhtml", "id url source authors tags language title body published", recognise,
                         read};

}  // namespace backfile::readers
