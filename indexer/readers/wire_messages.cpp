// The loop over messages, and the lines that wires of any kind have.
#include "indexer/readers/wire_messages.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/readers/wire_characters.h"
#include "indexer/text/charset.h"
#include "indexer/wording/words.h"

namespace backfile::readers {

using namespace wording;  // its vocabulary is this folder's too
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool holds_words(std::string_view bytes) { return std::count_if(bytes.begin(), bytes.end(), is_letter) >= 20; }

constexpr auto kAgencies = std::to_array<std::pair<std::string_view, std::string_view>>({{"AAP", "Australian Associated Press"},
                                                                                         {"AFP", "Agence France-Presse"},
                                                                                         {"ANP", "ANP"},
                                                                                         {"ANSA", "ANSA"},
                                                                                         {"AP", "Associated Press"},
                                                                                         {"APA", "APA"},
                                                                                         {"ATS", "Keystone-ATS"},
                                                                                         {"BELGA", "Belga"},
                                                                                         {"CP", "The Canadian Press"},
                                                                                         {"DPA", "dpa"},
                                                                                         {"EFE", "EFE"},
                                                                                         {"KYODO", "Kyodo News"},
                                                                                         {"NTB", "NTB"},
                                                                                         {"PA", "Press Association"},
                                                                                         {"REUTERS", "Reuters"},
                                                                                         {"RITZAU", "Ritzau"},
                                                                                         {"SDA", "Keystone-SDA"},
                                                                                         {"STT", "STT"},
                                                                                         {"TASS", "TASS"},
                                                                                         {"TT", "TT"},
                                                                                         {"UPI", "United Press International"},
                                                                                         {"XINHUA", "Xinhua News Agency"}});

}  // namespace

void read_messages(Input& input, Sink& sink, const Marks& marks, ParseMessage parse) {
  RecordSplitter records(input.bytes, marks, input.options.max_record_bytes);
  std::uint64_t number = 0;
  while (const auto raw = records.next()) {
    // Between messages stand line feeds and deletes; before the first, or where there is no mark at all, a text may.
    if (!raw->opened && (number > 0 || (!raw->too_large && !holds_words(raw->bytes)))) continue;
    ++number;
    if (raw->too_large) {
      sink.refused(number, "is larger than " + std::to_string(input.options.max_record_bytes) + " bytes, the limit for one record");
      continue;
    }
    article::Article article = parse(wire_to_utf8(raw->bytes), input.options.default_language);
    if (article.title.empty() && article.body.empty())
      sink.refused(number, "a message without text");
    else if (!sink.article(std::move(article), number))
      return;
  }
  if (!records.error().empty())
    sink.refused(number + 1, records.error());
  else if (number == 0)
    sink.passed_over(0, "holds no messages");
}

std::vector<std::string> message_lines(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string line(text.substr(at, end - at));
    while (!line.empty() && (line.back() == ' ' || line.back() == '\t')) line.pop_back();
    lines.push_back(std::move(line));
    at = end + 1;
  }
  return lines;
}

std::string message_id(const std::string& number, const article::Date& date) {
  if (number.empty() || date.precision < article::Precision::day) return {};
  std::string id = number + "-" + article::to_iso(date);
  std::erase_if(id, [](char c) { return c == ':' || c == '+'; });
  // 2013-11-13T0745Z to 20131113T0745Z.
  const std::size_t at = number.size() + 1;
  id.erase(at + 7, 1);
  id.erase(at + 4, 1);
  return id;
}

std::string agency_named(std::string_view abbreviation) {
  std::string name(abbreviation);
  for (char& c : name) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  const auto found = std::find_if(kAgencies.begin(), kAgencies.end(), [&](const auto& agency) { return agency.first == name; });
  return found == kAgencies.end() ? std::string() : std::string(found->second);
}

std::string agency_in_dateline(std::string_view body) {
  for (std::size_t begin = 0, paragraphs = 0; begin < body.size() && paragraphs < 6; ++paragraphs) {
    const std::string_view paragraph = body.substr(begin, body.find("\n\n", begin) - begin);
    const std::string_view head = paragraph.substr(0, 80);
    const std::size_t open = head.find('('), close = head.find(')');
    if (open != head.npos && close != head.npos && close > open && close - open < 24 &&
        (close + 1 >= head.size() || !is_letter(head[close + 1]))) {
      std::string_view inside = head.substr(open + 1, close - open - 1);
      inside = inside.substr(inside.find_last_of("/ ") + 1);
      if (std::string name = agency_named(inside); !name.empty()) return name;
    }
    begin += paragraph.size() + 2;
  }
  return {};
}

bool is_note_to_editors(std::string_view line) {
  constexpr auto kBeginnings = std::to_array<std::string_view>(
      {"eds:",          "(eds:",      "editors:", "(editors:",    "ap photo",    "ap video",      "ap graphic", "ap audio",
       "with ap photo", "with photo", "photo:",   "eds.",         "epa/",        "reuters photo", "attention ", "note contents",
       "subs ",         "(subs ",     "adds ",    "updates with", "(for use by", "with:"});
  const std::string small = lower(line.substr(0, 40));
  if (small == "(more)" || small == "more" || small == "mf" || small == "(mf)") return true;
  return std::any_of(kBeginnings.begin(), kBeginnings.end(), [&](std::string_view beginning) { return small.starts_with(beginning); });
}

bool is_desk_sign_off(std::string_view line) {
  const auto pieces = words(line);
  if (pieces.size() < 2 || pieces.size() > 6 || agency_named(pieces[0].substr(0, pieces[0].find('-'))).empty()) return false;
  return std::all_of(pieces.begin(), pieces.end(), [](std::string_view piece) {
    return piece.size() <= 5 &&
           std::all_of(piece.begin(), piece.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '/' || c == '-' || is_digit(c); });
  });
}

bool is_version_label(std::string_view line) {
  constexpr auto kLabels = std::to_array<std::string_view>(
      {"extra",           "urgent",       "(achtung)", "bulletin", "flash",   "alert",     "lead",    "net",     "update",
       "correction",      "(urgent)",     "eilt",      "(eil)",    "add",     "writethru", "repeat",  "roundup", "korrektur",
       "zusammenfassung", "wiederholung", "eil",       "advance",  "precede", "refile",    "refiling"});
  const auto pieces = words(line);
  if (pieces.empty() || pieces.size() > 3) return false;
  std::size_t labels = 0;
  for (const std::string_view piece : pieces) {
    const std::string word = lower(piece);
    const std::string bare = lower(strip_punctuation(piece));
    if (among(kLabels, word) || among(kLabels, bare))
      ++labels;
    else if (!(is_digit(piece[0]) && piece.size() <= 4))  // 2ND, 1st
      return false;
  }
  return labels > 0;
}

}  // namespace backfile::readers
