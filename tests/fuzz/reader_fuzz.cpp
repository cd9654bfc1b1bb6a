// Any bytes, read as BACKFILE_FUZZ_FORMAT, give the same articles and refusals however the stream cuts them; all of their strings are clean
// and the archive's stored form keeps them. Compiled once for every line of formats.def.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "indexer/article/stored.h"
#include "indexer/readers/reader.h"
#include "indexer/text/charset.h"
#include "tests/unit/readers/collected.h"

namespace {

using namespace backfile;

[[noreturn]] void fail_with(const std::string& what) {
  std::fprintf(stderr, "%s\n", what.c_str());
  std::abort();
}

void demand_clean(std::string_view text, const char* what, bool one_line) {
  if (!text::is_utf8(text)) fail_with(std::string(what) + " is no UTF-8: " + std::string(text));
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool second_control = byte == 0xC2 && static_cast<unsigned char>(text[i + 1]) < 0xA0;  // U+0080 to U+009F
    if ((byte < 0x20 && (byte != '\n' || one_line)) || byte == 0x7F || second_control) {
      fail_with(std::string(what) + " holds a control character: " + std::string(text));
    }
  }
}

void demand_clean(const article::Article& article) {
  for (const auto& [text, name] : {std::pair{&article.id, "id"},
                                   {&article.url, "url"},
                                   {&article.source, "source"},
                                   {&article.section, "section"},
                                   {&article.language, "language"},
                                   {&article.page, "page"},
                                   {&article.edition, "edition"}}) {
    demand_clean(*text, name, true);
  }
  for (const auto& [text, name] :
       {std::pair{&article.title, "title"}, {&article.subtitle, "subtitle"}, {&article.summary, "summary"}, {&article.body, "body"}}) {
    demand_clean(*text, name, false);
  }
  for (const auto* list : {&article.authors, &article.tags, &article.places}) {
    for (const auto& text : *list) demand_clean(text, "an author, tag or place", true);
  }
  for (const auto& correction : article.corrections) demand_clean(correction.text, "a correction", false);
}

struct Found : readers::Sink {
  std::vector<std::string> lines;  // articles as JSON, and reasons, each with its record, in order
  bool article(article::Article&& article, std::uint64_t record) override {
    demand_clean(article);
    const auto decoded = article::decode(article::encode(article));
    if (!decoded || !(*decoded == article)) fail_with("the stored form loses something of " + article::to_json(article));
    lines.push_back(std::to_string(record) + " " + article::to_json(article));
    return true;
  }
  void refused(std::uint64_t record, const std::string& reason) override { say(record, "refused: ", reason); }
  void passed_over(std::uint64_t record, const std::string& reason) override { say(record, "passed over: ", reason); }
  void warning(std::uint64_t record, const std::string& what) override { say(record, "warning: ", what); }
  void say(std::uint64_t record, const char* kind, const std::string& reason) {
    demand_clean(reason, "a reason", true);
    lines.push_back(std::to_string(record) + " " + kind + reason);
  }
};

std::vector<std::string> read_in_steps(std::string_view bytes, std::size_t step) {
  static const readers::Format* const kFormat = readers::find_format(BACKFILE_FUZZ_FORMAT);
  readers::Options options;
  options.max_record_bytes = 1u << 20;
  options.max_record_seconds = 600;  // a slow unit is the fuzzer's to report; a deadline would differ from run to run
  readers::BytesInSteps stream(bytes, step);
  source::Entry entry{"/a", "a", stream};
  Found found;
  readers::read_entry(entry, options, kFormat, found);
  return std::move(found.lines);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto once = read_in_steps(bytes, 1u << 20);
  const auto again = read_in_steps(bytes, 1 + size % 61);
  if (once.empty()) fail_with("neither an article nor a reason");
  if (once == again) return 0;
  for (std::size_t i = 0; i < once.size() || i < again.size(); ++i) {
    const std::string left = i < once.size() ? once[i] : "nothing", right = i < again.size() ? again[i] : "nothing";
    if (left != right) fail_with("whole:\n" + left + "\nin steps:\n" + right);
  }
  return 0;
}
