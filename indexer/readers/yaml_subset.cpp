// By indents, one line after the other.
#include "indexer/readers/yaml_subset.h"

#include <algorithm>
#include <cctype>
#include <vector>

namespace backfile::readers {
namespace {

using nlohmann::json;

constexpr int kMaxDepth = 12;

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  return first == text.npos ? std::string_view() : text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// Without a comment: '#' at the beginning or after a space, outside quotation marks.
std::string_view without_comment(std::string_view text) {
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != 0) {
      const bool doubled = c == '\'' && quote == c && i + 1 < text.size() && text[i + 1] == c;
      if (doubled || (c == '\\' && quote == '"'))
        ++i;
      else if (c == quote)
        quote = 0;
    } else if ((c == '"' || c == '\'') && (i == 0 || std::string_view(" [{,:").find(text[i - 1]) != std::string_view::npos)) {
      quote = c;
    } else if (c == '#' && (i == 0 || text[i - 1] == ' ' || text[i - 1] == '\t')) {
      return trimmed(text.substr(0, i));
    }
  }
  return trimmed(text);
}

void append_code_point(std::string_view digits, std::string& out) {
  const json character = json::parse("\"\\u" + std::string(digits) + "\"", nullptr, false);
  if (character.is_string()) out += character.get<std::string>();
}

/// What stands after a backslash at text[at]; moves on to its last character.
void append_escaped(std::string_view text, std::size_t& at, std::string& out) {
  const char c = text[at];
  if (c == 'n' || c == 'r' || c == '\n') {
    if (c == 'n') out += '\n';
  } else if (c == 't') {
    out += '\t';
  } else if (c == 'u' && at + 4 < text.size()) {
    append_code_point(text.substr(at + 1, 4), out);
    at += 4;
  } else if (c == 'x' && at + 2 < text.size()) {
    append_code_point("00" + std::string(text.substr(at + 1, 2)), out);
    at += 2;
  } else {
    out += c;
  }
}

/// A value in flow style.
class Flow {
 public:
  explicit Flow(std::string_view text) : text_(text) {}

  json value(int depth) {
    skip_blanks();
    if (at_ >= text_.size() || depth == kMaxDepth) return nullptr;
    if (text_[at_] == '[') return list(depth);
    if (text_[at_] == '{') return object(depth);
    if (text_[at_] == '"' || text_[at_] == '\'') return quoted();
    return plain(depth == 0 ? "" : ",]}");
  }

 private:
  void skip_blanks() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
  }
  bool take(char c) {
    skip_blanks();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  json list(int depth) {
    json values = json::array();
    ++at_;
    while (!take(']') && at_ < text_.size()) {
      const std::size_t before = at_;
      if (json one = value(depth + 1); !one.is_null()) values.push_back(std::move(one));
      if (!take(',') && at_ == before) ++at_;
    }
    return values;
  }
  json object(int depth) {
    json members = json::object();
    ++at_;
    while (!take('}') && at_ < text_.size()) {
      const std::size_t before = at_;
      skip_blanks();
      const bool marks = at_ < text_.size() && (text_[at_] == '"' || text_[at_] == '\'');
      const json name = marks ? quoted() : plain(":,}=");
      if (name.is_string() && (take(':') || take('='))) members[name.get<std::string>()] = value(depth + 1);
      if (!take(',') && at_ == before) ++at_;
    }
    return members;
  }
  json quoted() {
    const char quote = text_[at_++];
    std::string text;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == quote && quote == '\'' && at_ + 1 < text_.size() && text_[at_ + 1] == '\'') {
        text += text_[++at_];
      } else if (c == quote) {
        ++at_;
        break;
      } else if (c == '\\' && quote == '"' && at_ + 1 < text_.size()) {
        append_escaped(text_, ++at_, text);
      } else {
        text += c == '\n' ? ' ' : c;
      }
    }
    return text;
  }
  json plain(std::string_view ends) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && ends.find(text_[at_]) == std::string_view::npos) ++at_;
    std::string text(trimmed(text_.substr(begin, at_ - begin)));
    std::replace(text.begin(), text.end(), '\n', ' ');
    if (text.empty() || text == "~" || text == "null") return nullptr;
    return text;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

struct Line {
  std::size_t indent = 0;
  std::string_view text;  // from the first character that is no blank to the end, comments included
  bool blank() const { return text.empty() || text.front() == '#'; }
};

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    const auto first = std::min(line.find_first_not_of(" \t"), line.size());
    lines.push_back({first, trimmed(line.substr(first))});
    begin = end + 1;
  }
  return lines;
}

/// Where the colon behind a key stands; npos where the line is no key.
std::size_t key_end(std::string_view line) {
  std::size_t from = 0;
  if (!line.empty() && (line.front() == '"' || line.front() == '\'')) {
    from = line.find(line.front(), 1);
    if (from == line.npos) return from;
  }
  for (auto at = line.find(':', from); at != line.npos; at = line.find(':', at + 1)) {
    if (at + 1 == line.size() || line[at + 1] == ' ' || line[at + 1] == '\t') return at;
  }
  return line.npos;
}

bool is_item(std::string_view line) { return line == "-" || line.starts_with("- "); }

class Yaml {
 public:
  explicit Yaml(std::string_view text) : lines_(lines_of(text)) {}

  YamlOutcome run() {
    json value = block(0, 0);
    return {std::move(value), std::move(problem_)};
  }

 private:
  bool skip_blank_lines() {
    while (at_ < lines_.size() && lines_[at_].blank()) ++at_;
    return at_ < lines_.size();
  }

  json block(std::size_t indent, int depth) {
    if (!skip_blank_lines() || depth == kMaxDepth) return nullptr;
    return is_item(lines_[at_].text) ? list(lines_[at_].indent, depth) : mapping(std::max(indent, lines_[at_].indent), depth);
  }

  json list(std::size_t indent, int depth) {
    json values = json::array();
    while (skip_blank_lines() && lines_[at_].indent == indent && is_item(lines_[at_].text)) {
      Line& line = lines_[at_];
      const auto first = line.text.find_first_not_of(" \t", 1);
      if (first == line.text.npos) {
        ++at_;
        if (skip_blank_lines() && lines_[at_].indent > indent) values.push_back(block(indent + 1, depth + 1));
        continue;
      }
      // `- name: Jane`: a mapping that begins on the item's own line.
      line = {indent + first, line.text.substr(first)};
      const bool flow = std::string_view("[{\"'").find(line.text.front()) != std::string_view::npos;
      if (is_item(line.text) || (!flow && key_end(line.text) != line.text.npos))
        values.push_back(block(line.indent, depth + 1));
      else
        values.push_back(scalar(line.text, indent));
    }
    return values;
  }

  json mapping(std::size_t indent, int depth) {
    json members = json::object();
    while (skip_blank_lines() && lines_[at_].indent >= indent) {
      const std::string_view line = lines_[at_].text;
      const auto colon = key_end(line);
      if (lines_[at_].indent > indent || colon == line.npos || is_item(line)) {
        if (problem_.empty()) problem_ = "\"" + std::string(line.substr(0, 80)) + "\"";
        ++at_;
        continue;
      }
      const json name = yaml_flow_value(line.substr(0, colon));
      const std::string_view rest = trimmed(line.substr(colon + 1));
      json value = member_value(rest, indent, depth);
      if (name.is_string()) members[name.get<std::string>()] = std::move(value);
    }
    return members;
  }

  json member_value(std::string_view rest, std::size_t indent, int depth) {
    const std::string_view bare = without_comment(rest);
    if (bare.starts_with('|') || bare.starts_with('>')) return block_scalar(bare.front() == '>', indent);
    if (!bare.empty()) return scalar(rest, indent);
    ++at_;
    if (!skip_blank_lines()) return nullptr;
    const Line& next = lines_[at_];
    if (next.indent > indent || (next.indent == indent && is_item(next.text))) {
      if (!is_item(next.text) && key_end(next.text) == next.text.npos) return scalar(next.text, indent);
      return block(indent, depth + 1);
    }
    return nullptr;
  }

  /// A scalar that begins on this line and may go on on those below that are indented more, or are needed to close it.
  json scalar(std::string_view text, std::size_t indent) {
    std::string whole(without_comment(text));
    ++at_;
    const bool open_to_mark = !whole.empty() && std::string_view("\"'[{").find(whole.front()) != std::string_view::npos;
    while (at_ < lines_.size() && lines_[at_].indent > indent && !lines_[at_].blank()) {
      if (open_to_mark && closed(whole)) break;
      if (!open_to_mark && is_item(lines_[at_].text)) break;
      whole += '\n';
      whole += without_comment(lines_[at_++].text);
    }
    return yaml_flow_value(whole);
  }

  static bool closed(const std::string& text) {
    const char first = text.front(), last = text.back();
    if (first == '[') return last == ']';
    if (first == '{') return last == '}';
    return text.size() > 1 && last == first;
  }

  json block_scalar(bool folded, std::size_t indent) {
    std::string text;
    ++at_;
    for (; at_ < lines_.size(); ++at_) {
      const Line& line = lines_[at_];
      if (line.text.empty()) {
        text += '\n';
        continue;
      }
      if (line.indent <= indent) break;
      if (!text.empty() && text.back() != '\n') text += folded ? ' ' : '\n';
      text += line.text;
      if (!folded) text += '\n';
    }
    while (text.ends_with('\n')) text.pop_back();
    return text;
  }

  std::vector<Line> lines_;
  std::size_t at_ = 0;
  std::string problem_;
};

}  // namespace

json yaml_flow_value(std::string_view text) { return Flow(trimmed(text)).value(0); }

YamlOutcome parse_yaml_subset(std::string_view text) { return Yaml(text).run(); }

}  // namespace backfile::readers
