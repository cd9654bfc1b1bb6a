// The jsonfeed reader: JSON Feed 1.0 and 1.1. An article an item, with what the feed says of itself.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "indexer/article/language.h"
#include "indexer/readers/decoded_stream.h"
#include "indexer/readers/feed_channel.h"
#include "indexer/readers/feed_text.h"
#include "indexer/readers/json_article.h"
#include "indexer/readers/json_parse.h"
#include "indexer/readers/json_records.h"
#include "indexer/readers/json_value.h"
#include "indexer/readers/reader.h"
#include "indexer/wording/url_parts.h"

namespace backfile::readers {
namespace {

using nlohmann::json;

/// Items that come before their feed's title wait for it, up to this many bytes of text.
constexpr std::size_t kMostWaiting = 8u << 20;

std::vector<std::string> authors_in(const json& object) {
  std::vector<std::string> authors;
  const json& list = member(object, "authors");
  for (const auto& author : list.is_array() ? list : json::array()) add_feed_author(feed_line(text_of(member(author, "name"))), authors);
  if (authors.empty()) add_feed_author(feed_line(text_of(member(member(object, "author"), "name"))), authors);
  return authors;
}

void read_around(const json& object, FeedChannel& channel) {
  if (!object.is_object()) return;
  if (channel.title.empty()) channel.title = feed_line(text_of(member(object, "title")));
  if (channel.language.empty()) channel.language = article::canonical_language(text_of(member(object, "language")));
  if (channel.authors.empty()) channel.authors = authors_in(object);
  for (const char* name : {"home_page_url", "feed_url"}) {
    if (channel.link.empty()) channel.link = feed_address(text_of(member(object, name)), {});
  }
}

bool has_text(const json& item, const char* name) { return !text_of(member(item, name)).empty(); }

class JsonFeed {
 public:
  JsonFeed(const Options& options, Sink& sink) : options_(options), sink_(sink) {}

  void around(const std::string& text) { read_around(parsed_json(text), channel_); }
  bool knows_itself() const { return !channel_.title.empty(); }

  /// False where the sink asks to stop.
  bool item(std::string_view bytes, std::uint64_t number) {
    json item = parsed_json(bytes);
    if (item.is_discarded()) {
      sink_.refused(number, "broken JSON");
      return true;
    }
    if (member(item, "items").is_array()) {  // the feed itself: its list is empty
      sink_.passed_over(number, "a feed without items");
      return true;
    }
    if (!has_text(item, "content_html") && !has_text(item, "content_text") && has_text(item, "summary")) {
      item["content_text"] = item["summary"];
      item.erase("summary");
    }
    auto outcome = article_of(item, options_.column_names);
    if (!outcome.passed_over.empty()) {
      sink_.passed_over(number, outcome.passed_over);
      return true;
    }
    article::Article& article = outcome.article;
    article.authors = authors_in(item);
    if (knows_itself() || waiting_bytes_ > kMostWaiting) return give_waiting() && give(std::move(article), number);
    waiting_bytes_ += article.body.size() + sizeof article;
    waiting_.emplace_back(std::move(article), number);
    return true;
  }

  bool give_waiting() {
    for (auto& [article, number] : std::exchange(waiting_, {})) {
      if (!give(std::move(article), number)) return false;
    }
    return true;
  }

 private:
  bool give(article::Article&& article, std::uint64_t number) {
    if (!article.url.empty()) article.url = feed_address(article.url, channel_.link);
    if (channel_.title.empty()) channel_.title = wording::host_of(channel_.link);
    fill_from_channel(channel_, article);
    return sink_.article(std::move(article), number);
  }

  const Options& options_;
  Sink& sink_;
  FeedChannel channel_;
  std::vector<std::pair<article::Article, std::uint64_t>> waiting_;
  std::size_t waiting_bytes_ = 0;
};

void read(Input& input, Sink& sink) {
  DecodedStream utf8(input.bytes);
  JsonRecords records(utf8, input.options.max_record_bytes);
  JsonFeed feed(input.options, sink);
  std::uint64_t number = 0;
  bool go_on = true;
  while (go_on) {
    const auto record = records.next();
    if (record.kind == JsonRecords::Kind::end) break;
    if (++number == 1 && !records.before_list().empty()) feed.around(records.before_list() + "]}");
    if (record.kind == JsonRecords::Kind::refused)
      sink.refused(number, record.reason);
    else
      go_on = feed.item(record.text, number);
  }
  if (!go_on) return;
  if (!records.behind_list().empty()) feed.around("{\"_\":0" + records.behind_list());
  feed.give_waiting();
  if (number == 0) sink.passed_over(0, "a feed without items");
}

/// Its version is required, but some leave it out, and it may stand behind the items.
int recognise(std::string_view head, std::string_view) {
  const auto begin = head.find('{');
  constexpr std::size_t kBlanks = 64;
  if (begin == head.npos || begin > kBlanks || head.find("\"items\"") == head.npos) return 0;
  const auto holds = [&](std::string_view part) { return head.find(part) != head.npos; };
  if (holds("jsonfeed.org/version/") || holds("jsonfeed.org\\/version\\/")) return 100;
  const bool content = holds("\"content_html\"") || holds("\"content_text\"");
  return content && (holds("\"feed_url\"") || holds("\"home_page_url\"")) ? 100 : 0;
}

}  // namespace

extern const Format format_jsonfeed;
const Format format_jsonfeed{"jsonfeed", ".json", "id url source authors tags language title summary body published modified", recognise,
                             read};

}  // namespace backfile::readers
