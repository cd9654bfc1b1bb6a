// A machine of four states.
#include "indexer/readers/csv_scan.h"

namespace backfile::readers {

namespace {

constexpr std::size_t kMaxSpaces = 16;  // around quotation marks; more are text

}  // namespace

CsvScan::Event CsvScan::take(char c, std::string* text) {
  if (escaped_) return escaped(c, text);
  if (state_ == State::quoted) return in_quotes(c, text);
  if (state_ == State::closing) return closing(c, text);
  if (c == marks_.delimiter || c == marks_.line_end) return cell_ends(c);
  if (state_ == State::start) {
    if (c == ' ' && spaces_.size() < kMaxSpaces) {
      spaces_ += c;
      return Event::none;
    }
    state_ = c == '"' && !literal_quotes_ ? State::quoted : State::plain;
    if (state_ == State::quoted) return Event::none;
    if (text) *text += spaces_;
  }
  if (c == '\\' && marks_.backslashes) {
    escaped_ = true;
    escaped_in_quotes_ = false;
  } else if (text) {
    *text += c;
  }
  return Event::none;
}

CsvScan::Event CsvScan::cell_ends(char c) {
  state_ = State::start;
  spaces_.clear();
  return c == marks_.delimiter ? Event::cell : Event::row;
}

CsvScan::Event CsvScan::escaped(char c, std::string* text) {
  escaped_ = false;
  if (!text) return Event::none;
  if (c == 'n' || c == 't' || c == 'r')
    *text += c == 't' ? '\t' : '\n';
  else if (c == 'N' && !escaped_in_quotes_)
    *text += "\\N";
  else
    *text += c;
  return Event::none;
}

CsvScan::Event CsvScan::in_quotes(char c, std::string* text) {
  if (c == '"') {
    state_ = State::closing;
    spaces_.clear();
  } else if (c == '\\' && marks_.backslashes) {
    escaped_ = escaped_in_quotes_ = true;
  } else if (text) {
    *text += c;
  }
  return Event::none;
}

CsvScan::Event CsvScan::closing(char c, std::string* text) {
  if (c == marks_.delimiter || c == marks_.line_end) return cell_ends(c);
  if ((c == ' ' || c == '\r') && spaces_.size() < kMaxSpaces) {
    spaces_ += c;
    return Event::none;
  }
  if (text) (*text += '"') += spaces_;
  if (c == '"' && spaces_.empty()) {
    state_ = State::quoted;  // a doubled mark is one
  } else if (c == '"') {
    spaces_.clear();
    odd_marks_ = true;
  } else {
    odd_marks_ = true;
    state_ = State::quoted;
    return in_quotes(c, text);
  }
  return Event::none;
}

}  // namespace backfile::readers
