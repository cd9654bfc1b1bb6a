// The time of day within the tokens of a date.
#include "indexer/article/clock_time.h"

namespace backfile::article {

namespace {

/// Reads a time that begins at one token; `at` moves on behind it.
class Reader {
 public:
  Reader(const std::vector<Token>& tokens, std::size_t at) : tokens_(tokens), begin_(at), at_(at) {}

  bool read() {
    if (!is(at_, TokenKind::number) || tokens_[at_].digits > 2) return false;
    const bool behind_clock = begin_ > 0 && is(begin_ - 1, TokenKind::clock);
    const bool behind_clock_point = begin_ > 1 && symbol(begin_ - 1, '.') && is(begin_ - 2, TokenKind::clock);
    if (!read_colons() && !read_units() && !read_point(behind_clock || behind_clock_point) && !is(at_ + 1, TokenKind::half_day)) {
      if (!behind_clock && !behind_clock_point) return false;
    }
    if (at_ == begin_) {
      time_.hour = tokens_[at_].value;
      ++at_;
    }
    if (is(at_, TokenKind::hour_unit)) ++at_;
    if (is(at_, TokenKind::half_day))
      half_day(tokens_[at_++].value);
    else if (begin_ > 0 && is(begin_ - 1, TokenKind::half_day))
      half_day(tokens_[--begin_].value);
    if (!valid_) return false;
    read_zone();
    return time_.hour <= 23 && time_.minute <= 59 && time_.second <= 59;
  }

  const ClockTime& time() const { return time_; }
  std::size_t begin() const { return begin_; }
  std::size_t end() const { return at_; }

 private:
  bool is(std::size_t i, TokenKind kind) const { return i < tokens_.size() && tokens_[i].kind == kind; }
  bool symbol(std::size_t i, char c) const { return is(i, TokenKind::symbol) && tokens_[i].value == c; }
  bool two_digits(std::size_t i) const { return is(i, TokenKind::number) && tokens_[i].digits == 2; }

  bool read_colons() {
    if (!symbol(at_ + 1, ':') || !two_digits(at_ + 2)) return false;
    time_.hour = tokens_[at_].value;
    time_.minute = tokens_[at_ + 2].value;
    at_ += 3;
    if (!symbol(at_, ':') || !two_digits(at_ + 1)) return true;
    time_.second = tokens_[at_ + 1].value == 60 ? 59 : tokens_[at_ + 1].value;  // a leap second
    time_.has_seconds = true;
    at_ += 2;
    const bool fraction = (symbol(at_, '.') || symbol(at_, ',')) && is(at_ + 1, TokenKind::number) && !tokens_[at_ + 1].spaced;
    if (fraction) at_ += 2;
    return true;
  }

  /// 10 Uhr 30, 10h30, 10時30分15秒
  bool read_units() {
    if (!is(at_ + 1, TokenKind::hour_unit)) return false;
    time_.hour = tokens_[at_].value;
    at_ += 2;
    if (!is(at_, TokenKind::number)) return true;
    if (is(at_ + 1, TokenKind::minute_unit)) {
      time_.minute = tokens_[at_].value;
      at_ += 2;
      if (is(at_, TokenKind::number) && is(at_ + 1, TokenKind::second_unit)) {
        time_.second = tokens_[at_].value;
        time_.has_seconds = true;
        at_ += 2;
      }
    } else if (two_digits(at_) && !is(at_ + 1, TokenKind::month) && !symbol(at_ + 1, '.')) {
      time_.minute = tokens_[at_++].value;
    }
    return true;
  }

  /// 10.30, which is a time only among words that say so.
  bool read_point(bool behind_clock) {
    if (!symbol(at_ + 1, '.') || !two_digits(at_ + 2)) return false;
    if (!behind_clock && !is(at_ + 3, TokenKind::hour_unit) && !is(at_ + 3, TokenKind::half_day) && !is(at_ + 3, TokenKind::zone))
      return false;
    time_.hour = tokens_[at_].value;
    time_.minute = tokens_[at_ + 2].value;
    at_ += 3;
    return true;
  }

  void half_day(int hours) {
    // 12 a.m. is midnight, 12 p.m. noon; 午後15時 is written as well, and means 15.
    if (time_.hour == 12)
      time_.hour = hours;
    else if (time_.hour < 12)
      time_.hour += hours;
    else
      valid_ = hours == 12 && time_.hour <= 23;
  }

  /// JST, GMT+9, UTC+09:00, +0900, (JST)
  void read_zone() {
    const bool bracket = symbol(at_, '(');
    const std::size_t zone = at_ + (bracket ? 1 : 0);
    const bool closed = !bracket || symbol(zone + 1, ')');
    const std::size_t behind = zone + (bracket ? 2 : 1);
    if (is(zone, TokenKind::local_zone) && closed) at_ = behind;
    if (is(zone, TokenKind::zone) && closed) {
      time_.offset_minutes = tokens_[zone].value;
      at_ = behind;
    }
    if (!time_.offset_minutes || *time_.offset_minutes == 0) read_offset();
  }

  void read_offset() {
    if ((!symbol(at_, '+') && !symbol(at_, '-')) || !is(at_ + 1, TokenKind::number) || tokens_[at_ + 1].spaced) return;
    const Token& number = tokens_[at_ + 1];
    int minutes = -1;
    std::size_t length = 2;
    if (number.digits == 4) {
      minutes = number.value / 100 * 60 + number.value % 100;
    } else if (number.digits <= 2 && symbol(at_ + 2, ':') && two_digits(at_ + 3)) {
      minutes = number.value * 60 + tokens_[at_ + 3].value;
      length = 4;
    } else if (number.digits <= 2 && (time_.offset_minutes || (!tokens_[at_].spaced && number.digits == 2))) {
      minutes = number.value * 60;
    }
    constexpr int kMost = 14 * 60;  // Kiribati; more is a year: "10:00 - 1912"
    if (minutes < 0 || minutes > kMost) return;
    time_.offset_minutes = symbol(at_, '-') ? -minutes : minutes;
    at_ += length;
    if (symbol(at_, '(') && is(at_ + 1, TokenKind::zone) && symbol(at_ + 2, ')')) at_ += 3;  // the name of the same zone
  }

  const std::vector<Token>& tokens_;
  std::size_t begin_, at_;
  ClockTime time_;
  bool valid_ = true;
};

}  // namespace

std::optional<ClockTime> take_time(std::vector<Token>& tokens) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    Reader reader(tokens, i);
    if (!reader.read()) continue;
    const ClockTime time = reader.time();
    tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(reader.begin()), tokens.begin() + static_cast<std::ptrdiff_t>(reader.end()));
    return time;
  }
  return std::nullopt;
}

}  // namespace backfile::article
