// Record by record: is it a page, what does its header say, what is the article.
#include "indexer/readers/crawl_page.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>

#include "indexer/article/date.h"
#include "indexer/article/id.h"
#include "indexer/article/language.h"
#include "indexer/page/page.h"
#include "indexer/readers/crawl_kind.h"
#include "indexer/readers/header_lines.h"
#include "indexer/readers/http_message.h"
#include "indexer/source/memory_stream.h"
#include "indexer/text/charset.h"

namespace backfile::readers {
namespace {

using article::Article;

/// What a record is where it is no page, by its type.
std::string_view passed_type(std::string_view type) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kTypes = {{
      {"warcinfo", "a description of the crawl"},
      {"filedesc", "a description of the crawl"},
      {"request", "a request of the crawler"},
      {"metadata", "metadata of the crawler"},
      {"revisit", "a revisit: the page is as it was in a capture before"},
      {"continuation", "the continuation of a record in parts"},
      {"screenshot", "a screenshot"},
      {"", "a record without a type"},
  }};
  const auto found = std::find_if(kTypes.begin(), kTypes.end(), [&](const auto& entry) { return entry.first == type; });
  return found == kTypes.end() ? std::string_view() : found->second;
}

/// Without the angle brackets of some writers; blanks and control characters as URLs write them.
std::string address(std::string_view written) {
  std::string url;
  constexpr std::size_t kLongest = 8192;
  for (const char c : text::one_line(text::clean(std::string(written.substr(0, kLongest))))) {
    if (c == ' ')
      url += "%20";
    else
      url += c;
  }
  if (url.starts_with('<') && url.ends_with('>')) url = url.substr(1, url.size() - 2);
  return url;
}

bool is_robots(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  return url.ends_with("/robots.txt") || url.ends_with("/ads.txt") || url.ends_with("/humans.txt") || url.ends_with("/security.txt");
}

/// A page that is there only to send browsers on to another, as servers of some years answered instead of by a redirect.
bool sends_on(std::string_view page, const Article& article) {
  constexpr std::size_t kFewWords = 300, kHead = 4096;
  if (article.body.size() > kFewWords) return false;
  const std::string head = lower(page.substr(0, kHead));
  const auto meta = head.find("http-equiv");
  return meta != head.npos && head.find("refresh", meta) != head.npos && head.find("url=", meta) != head.npos;
}

/// A page in a record: what is known of it beside its bytes.
struct Fetched {
  std::string url;
  std::string media_type, charset, language;
  article::Date captured;
};

/// Takes what another reader finds within one record. A lone article without an address has the record's; in a feed an item's address
/// is its identity, so that it meets the page it announces.
class WithinRecord : public Sink {
 public:
  WithinRecord(const std::string& url, std::uint64_t record, const std::function<bool(Article&&)>& take, Sink& sink)
      : url_(url), record_(record), take_(take), sink_(sink) {}
  bool article(Article&& article, std::uint64_t) override {
    if (count_++ == 0) {
      first_ = std::move(article);
      holds_ = true;
      return true;
    }
    return give_first() && take_(std::move(article));
  }
  void refused(std::uint64_t, const std::string& reason) override { sink_.refused(record_, reason); }
  void passed_over(std::uint64_t, const std::string& reason) override { sink_.passed_over(record_, reason); }
  void warning(std::uint64_t, const std::string& what) override { sink_.warning(record_, what); }
  /// To be called at the end. False where the sink has had enough.
  bool finish() {
    if (count_ == 1 && first_.url.empty()) first_.url = url_;
    return give_first();
  }

 private:
  bool give_first() {
    if (holds_) go_on_ = take_(std::move(first_));
    holds_ = false;
    return go_on_;
  }
  const std::string& url_;
  std::uint64_t record_, count_ = 0;
  Article first_;
  bool holds_ = false, go_on_ = true;
  const std::function<bool(Article&&)>& take_;
  Sink& sink_;
};

class Crawl {
 public:
  Crawl(Input& input, Sink& sink) : input_(input), sink_(sink) {}

  /// False where the sink has had enough.
  bool record(const CrawlRecords::Record& record) {
    ++number_;
    if (!record.refusal.empty()) {
      sink_.refused(number_, record.refusal);
      return true;
    }
    const CrawlHeader& header = record.header;
    if (const auto why = passed_type(header.type); !why.empty()) return pass(std::string(why));
    const bool fetched = header.type == "response";
    if (!fetched && header.type != "resource" && header.type != "conversion") return pass("a record of a type that holds no page");
    Fetched page{address(header.uri), {}, {}, {}, article::parse_iso(header.date).value_or(article::Date{})};
    if (page.url.starts_with("dns:") || media_type(header.media_type).name == "text/dns") return pass("an answer of the name service");
    if (is_robots(page.url)) return pass("a file for robots");
    problem_ = !record.warning.empty() ? record.warning : header.truncated.empty() ? "" : "cut off by the crawler";
    const auto response = parse_response(record.content);
    if (response) return this->response(*response, record, std::move(page));
    const auto type = media_type(header.media_type);
    if (type.name == "application/http" && kind_of({}, record.content) != PayloadKind::page) {
      return refuse("holds no HTTP response");
    }
    page.media_type = type.name == "application/http" ? std::string() : type.name;
    page.charset = type.charset;
    HttpResponse bare;
    bare.body = record.content;
    return payload(bare, record, page);
  }

 private:
  bool pass(const std::string& why) {
    sink_.passed_over(number_, why);
    return true;
  }
  bool refuse(const std::string& why) {
    sink_.refused(number_, why);
    return true;
  }

  bool response(const HttpResponse& response, const CrawlRecords::Record& record, Fetched page) {
    if (response.status != 200 && response.status != 203) return pass("HTTP status " + std::to_string(response.status));
    page.media_type = response.type.name;
    page.charset = response.type.charset;
    page.language = response.language;
    return payload(response, record, page);
  }

  /// record.too_large: only the beginning of the body is there.
  bool payload(const HttpResponse& response, const CrawlRecords::Record& record, const Fetched& page) {
    if (response.body.empty()) return pass("an empty response");
    Payload payload;
    unpack_payload(response, input_.options.max_record_bytes, payload);
    const auto kind = payload.refusal.empty() ? kind_of(page.media_type, payload.bytes) : kind_of(page.media_type, {});
    const bool extract = kind == PayloadKind::text && record.header.type == "conversion";
    if (kind == PayloadKind::other || (kind == PayloadKind::text && !extract)) return pass(described(page.media_type, payload.bytes));
    if (record.too_large) {
      return refuse("is larger than " + std::to_string(input_.options.max_record_bytes) + " bytes, the limit for one record");
    }
    if (!payload.refusal.empty()) return refuse(payload.refusal);
    if (problem_.empty()) problem_ = payload.problem;
    if (kind == PayloadKind::page) return this->page(payload.bytes, page);
    const Format* format = extract ? find_format("text") : recognised(payload.bytes.substr(0, kHeadBytes), {});
    if (!format || (!extract && !reads_xml(*format))) return pass(described(page.media_type, payload.bytes));
    return within(payload.bytes, page, *format);
  }

  static bool reads_xml(const Format& format) {
    constexpr std::array<std::string_view, 6> kOthers = {"arc", "csv", "html", "json", "text", "warc"};
    return std::find(kOthers.begin(), kOthers.end(), format.name) == kOthers.end();
  }

  bool page(std::string_view bytes, const Fetched& fetched) {
    const Deadline deadline(input_.options.max_record_seconds);
    auto article = page::article_in_page({bytes, fetched.charset, fetched.url, input_.options.default_language}, deadline);
    if (!article) return article.error().code == Code::not_found ? pass(article.error().message) : refuse(article.error().message);
    if (sends_on(bytes, *article)) return pass("a page that sends on to another");
    if (article->language.empty() && fetched.language.find(',') == fetched.language.npos) {
      article->language = article::canonical_language(fetched.language);
    }
    if (pages_.size() < kMostPages) pages_.insert(std::hash<std::string>()(article::normalise_url(article->url)));
    return give(std::move(*article), fetched.captured);
  }

  bool within(std::string_view bytes, const Fetched& fetched, const Format& format) {
    source::MemoryStream stream(bytes);
    source::Entry entry{input_.path, input_.name, stream};
    std::uint64_t articles = 0;
    const std::function<bool(Article &&)> take = [&](Article&& article) {
      if (!article.url.empty()) {
        if (pages_.contains(std::hash<std::string>()(article::normalise_url(article.url)))) {
          return pass("a feed's item whose page is in the crawl");
        }
        article.id.clear();
      }
      if (articles++ > 0) ++number_;
      return give(std::move(article), fetched.captured);
    };
    WithinRecord sink(fetched.url, number_, take, sink_);
    read_entry(entry, input_.options, &format, sink);
    return sink.finish();
  }

  bool give(Article&& article, const article::Date& captured) {
    if (!problem_.empty()) sink_.warning(number_, problem_);
    problem_.clear();
    // Two days for time zones and clocks; a crawler's clock that was never set says nothing.
    constexpr int kFirstCrawls = 1995;
    constexpr std::int64_t kSlack = 2 * 86'400;
    if (article.published && captured.year > kFirstCrawls && article::instant(article.published) > article::instant(captured) + kSlack) {
      article.published = {};
      sink_.warning(number_, "a date of publication after the capture was left out");
    }
    return sink_.article(std::move(article), number_);
  }

  static constexpr std::size_t kHeadBytes = 64 * 1024;
  static constexpr std::size_t kMostPages = 4'000'000;  // remembered, about 130 MB; a file of a crawl holds 50,000
  Input& input_;
  Sink& sink_;
  std::uint64_t number_ = 0;
  std::string problem_;                    // of the current record, until it is told
  std::unordered_set<std::size_t> pages_;  // hashes of the addresses read
};

}  // namespace

void read_crawl(Input& input, const CrawlDialect& dialect, Sink& sink) {
  CrawlRecords records(input.bytes, dialect, input.options.max_record_bytes);
  Crawl crawl(input, sink);
  bool any = false;
  for (auto record = records.next(); record; record = records.next()) {
    any = true;
    if (!crawl.record(*record)) return;
  }
  if (!any) sink.passed_over(0, "holds no records");
}

}  // namespace backfile::readers
