// The formats there are, and which one an entry is in.
#include <algorithm>
#include <string>

#include "indexer/article/language.h"
#include "indexer/markup/xml.h"
#include "indexer/readers/looks.h"
#include "indexer/readers/reader.h"
#include "indexer/source/peeked_stream.h"
#include "indexer/text/charset.h"

namespace backfile::readers {

#define BACKFILE_FORMAT(name) extern const Format format_##name;
#include "indexer/readers/formats.def"
#undef BACKFILE_FORMAT

namespace {

constexpr std::size_t kHeadBytes = 64 * 1024;

/// What Article demands of its strings, whichever reader gives them.
void clean(article::Article& article) {
  for (auto* text : {&article.id, &article.url, &article.source, &article.section, &article.page, &article.edition}) {
    *text = text::one_line(text::clean(std::move(*text)));
  }
  for (auto* list : {&article.authors, &article.tags, &article.places}) {
    for (auto& text : *list) text = text::one_line(text::clean(std::move(text)));
    std::erase(*list, std::string());
  }
  for (auto* text : {&article.title, &article.subtitle, &article.summary, &article.body}) *text = text::clean(std::move(*text));
  for (auto& correction : article.corrections) correction.text = text::clean(std::move(correction.text));
}

/// Fills what the material lacks, and cleans what it gives and what is said about it.
class WithDefaults : public Sink {
 public:
  WithDefaults(const Options& options, Sink& sink)
      : options_(options), language_(article::canonical_language(options.default_language)), sink_(sink) {}
  bool article(article::Article&& article, std::uint64_t record) override {
    clean(article);
    if (article.source.empty()) article.source = options_.default_source;
    if (article.section.empty()) article.section = options_.default_section;
    if (article.language.empty()) article.language = language_;
    return sink_.article(std::move(article), record);
  }
  void refused(std::uint64_t record, const std::string& reason) override { sink_.refused(record, shown(reason)); }
  void passed_over(std::uint64_t record, const std::string& reason) override { sink_.passed_over(record, shown(reason)); }
  void warning(std::uint64_t record, const std::string& what) override { sink_.warning(record, shown(what)); }

 private:
  /// Reasons may quote the material, and end on somebody's terminal.
  static std::string shown(const std::string& reason) { return text::one_line(text::clean(reason)); }

  const Options& options_;
  std::string language_;
  Sink& sink_;
};

/// `NAME.json.gz` is recognised as NAME.json: the bytes are unpacked already.
std::string_view unpacked_name(std::string_view name) {
  for (const std::string_view extension : {".gz", ".bz2", ".xz", ".zst"}) {
    if (name.ends_with(extension)) name.remove_suffix(extension.size());
  }
  return name;
}

}  // namespace

const std::vector<const Format*>& formats() {
  static const std::vector<const Format*> kFormats = {
#define BACKFILE_FORMAT(name) &format_##name,
#include "indexer/readers/formats.def"
#undef BACKFILE_FORMAT
  };
  return kFormats;
}

const Format* recognised(std::string_view head, std::string_view name) {
  const Format* best = nullptr;
  int best_confidence = 0;
  for (const Format* format : formats()) {
    const int confidence = format->recognise(head, name);
    if (confidence > best_confidence) best = format;
    best_confidence = std::max(confidence, best_confidence);
  }
  return best;
}

const Format* find_format(std::string_view name) {
  const auto found = std::find_if(formats().begin(), formats().end(), [&](const Format* format) { return format->name == name; });
  return found == formats().end() ? nullptr : *found;
}

void read_entry(source::Entry& entry, const Options& options, const Format* forced, Sink& sink) {
  source::PeekedStream bytes(entry.bytes, kHeadBytes);
  if (bytes.head().empty()) {
    char byte = 0;
    const auto none = bytes.read(&byte, 1);
    sink.refused(0, none ? "an empty file" : none.error().message);
    return;
  }
  const Format* format = forced ? forced : recognised(bytes.head(), unpacked_name(entry.name));
  if (!format) {
    std::string looks = looks_like(bytes.head());
    if (const std::string root = markup::xml_root(bytes.head()).name; looks == "XML" && !root.empty())
      looks += " with the root element <" + root + ">";
    sink.refused(
        0, looks.empty() ? "not a format that this version reads" : "not a format that this version reads (looks like " + looks + ")");
    return;
  }
  WithDefaults with_defaults(options, sink);
  Input input{entry.path, entry.name, bytes, options, entry.neighbours};
  format->read(input, with_defaults);
}

}  // namespace backfile::readers
