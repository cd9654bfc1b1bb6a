// The feed reader: RSS 0.9x to 2.0, RSS 1.0 in RDF, Atom 0.3 and 1.0, and WordPress's exports, which are RSS. An article an item.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "indexer/markup/xml.h"
#include "indexer/readers/feed_channel.h"
#include "indexer/readers/feed_item.h"
#include "indexer/readers/reader.h"
#include "indexer/source/peeked_stream.h"

namespace backfile::readers {
namespace {

using markup::Node;

constexpr std::size_t kHeadBytes = 64 * 1024;

/// Items that come before their feed's title wait for it, up to this many bytes of text.
constexpr std::size_t kMostWaiting = 8u << 20;

class FeedReading {
 public:
  explicit FeedReading(Sink& sink) : sink_(sink) {}

  bool item(const Node& element) {
    ++number_;
    const Node* channel = channel_of(element);
    if (channel != channel_node_) {
      channel_node_ = channel;
      channel_ = read_channel(*channel);
    }
    FeedItem item = read_feed_item(element, channel_);
    if (!item.passed_over.empty()) {
      sink_.passed_over(number_, item.passed_over);
      return true;
    }
    if (!item.warning.empty()) sink_.warning(number_, item.warning);
    if (!channel_.title.empty() || waiting_bytes_ > kMostWaiting) return give_waiting() && give(std::move(item.article), number_);
    waiting_bytes_ += item.article.body.size() + sizeof item;
    waiting_.emplace_back(std::move(item.article), number_);
    return true;
  }

  void refused(const std::string& reason) { sink_.refused(++number_, reason); }

  void end(const markup::XmlOutcome& outcome) {
    if (!waiting_.empty() && channel_.title.empty()) find_title(outcome.tree);
    give_waiting();
    for (const std::string& problem : outcome.problems) {
      if (outcome.broken.find(problem) == outcome.broken.npos) sink_.warning(0, "put right: " + problem);
    }
    if (!outcome.broken.empty()) {
      sink_.refused(number_ + 1, "broken XML: " + outcome.broken);
    } else if (number_ == 0) {
      sink_.passed_over(0, "a feed without items");
    }
  }

 private:
  bool give(article::Article&& article, std::uint64_t number) {
    fill_from_channel(channel_, article);
    stopped_ = !sink_.article(std::move(article), number);
    return !stopped_;
  }

  bool give_waiting() {
    for (auto& [article, number] : std::exchange(waiting_, {})) {
      if (stopped_ || !give(std::move(article), number)) return false;
    }
    return true;
  }

  /// The title stood behind the items.
  void find_title(const markup::Document& tree) {
    for (const std::string_view name : {"channel", "feed"}) {
      if (const Node* channel = markup::find(tree.root(), name)) channel_ = read_channel(*channel);
      if (!channel_.title.empty()) return;
    }
  }

  Sink& sink_;
  std::uint64_t number_ = 0;
  const Node* channel_node_ = nullptr;
  FeedChannel channel_;
  std::vector<std::pair<article::Article, std::uint64_t>> waiting_;
  std::size_t waiting_bytes_ = 0;
  bool stopped_ = false;
};

bool is_item(std::string_view name, std::string_view) { return name == "item" || name == "entry"; }

void read(Input& input, Sink& sink) {
  source::PeekedStream bytes(input.bytes, kHeadBytes);
  if (markup::xml_root(bytes.head()).name == "opml") {
    sink.passed_over(0, "a list of feeds (OPML), no articles");
    return;
  }
  const markup::XmlLimits limits{.max_bytes = input.options.max_record_bytes, .max_seconds = input.options.max_record_seconds};
  FeedReading reading(sink);
  const auto outcome = markup::read_xml(
      bytes, limits, is_item, [&](const Node& element) { return reading.item(element); },
      [&](const std::string& reason) { reading.refused(reason); });
  reading.end(outcome);
}

int recognise(std::string_view head, std::string_view) {
  if (head.find('<') == head.npos) return 0;
  const markup::XmlRoot root = markup::xml_root(head);
  if (root.name == "rss" || root.name == "opml") return 95;
  const bool atom = root.space.find("w3.org/2005/Atom") != root.space.npos || root.space.find("purl.org/atom/") != root.space.npos;
  if (root.name == "feed") return atom || head.find("<entry") != head.npos ? 95 : 0;
  if (root.name == "entry") return atom ? 90 : 0;
  const bool rss_1 = head.find("purl.org/rss/1.0") != head.npos || head.find("purl.org/net/rss1.1") != head.npos ||
                     head.find("netscape.com/rdf/simple/0.9") != head.npos;
  if (root.name == "RDF") return rss_1 ? 95 : 0;
  return root.name == "channel" && head.find("<item") != head.npos ? 80 : 0;
}

}  // namespace

extern const Format format_feed;
const Format format_feed{"feed", ".rss .atom .rdf .xml .opml",
                         "id url source section authors tags language title summary body published modified status", recognise, read};

}  // namespace backfile::readers
