// Escaping is for HTML text and for attribute values in either kind of quotes.
#include "server/search/markup.h"

#include <algorithm>
#include <array>

#include "server/search/cuts.h"

namespace backfile::search {

namespace {

std::string_view escaped(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

// What may need a change: what is escaped, and white space.
constexpr std::array<bool, 256> kTelling = [] {
  std::array<bool, 256> telling{};
  for (const char c : {'&', '<', '>', '"', '\'', ' ', '\n', '\t', '\r'}) telling[static_cast<unsigned char>(c)] = true;
  return telling;
}();

// Appends to html and text together, and counts.
class Writer {
 public:
  Writer(Highlighted& out, bool spaces) : out_(out), spaces_(spaces) {}

  void append(std::string_view piece) {
    std::size_t plain = 0;  // where the run that needs no change begins
    for (std::size_t i = 0; i < piece.size(); ++i) {
      if (!kTelling[static_cast<unsigned char>(piece[i])]) continue;
      const auto entity = escaped(piece[i]);
      if (entity.empty() && (!spaces_ || single_space(piece, plain, i))) continue;
      flush(piece.substr(plain, i - plain));
      plain = i + 1;
      if (entity.empty()) {
        if (!out_.text.ends_with(' ')) flush(" ");
      } else {
        out_.html += entity;
        out_.text += piece[i];
        ++count_;
      }
    }
    flush(piece.substr(plain));
  }

  void open() {
    out_.html += "<mark>";
    begin_ = count_;
  }
  void close() {
    out_.html += "</mark>";
    out_.marks.emplace_back(begin_, count_);
  }

 private:
  // Whether the white space at `at` is a space behind none; the run before it begins at `plain` and is not written yet.
  bool single_space(std::string_view piece, std::size_t plain, std::size_t at) const {
    return piece[at] == ' ' && (at > plain ? piece[at - 1] != ' ' : !out_.text.ends_with(' '));
  }

  void flush(std::string_view run) {
    out_.html += run;
    out_.text += run;
    count_ += static_cast<std::uint32_t>(code_points(run));
  }

  Highlighted& out_;
  bool spaces_;
  std::uint32_t count_ = 0, begin_ = 0;
};

}  // namespace

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

Highlighted mark_up(std::string_view text, std::uint32_t begin, std::uint32_t end, const std::vector<Mark>& marks, bool spaces,
                    std::string_view before, std::string_view after) {
  Highlighted out;
  out.text.reserve(end - begin + before.size() + after.size());
  out.html.reserve(out.text.capacity() + 64);
  Writer writer(out, spaces);
  writer.append(before);
  auto mark = std::lower_bound(marks.begin(), marks.end(), begin, [](const Mark& m, std::uint32_t at) { return m.begin < at; });
  std::uint32_t at = begin;
  for (; mark != marks.end() && mark->end <= end; ++mark) {
    writer.append(text.substr(at, mark->begin - at));
    writer.open();
    writer.append(text.substr(mark->begin, mark->end - mark->begin));
    writer.close();
    at = mark->end;
  }
  writer.append(text.substr(at, end - at));
  writer.append(after);
  return out;
}

}  // namespace backfile::search
