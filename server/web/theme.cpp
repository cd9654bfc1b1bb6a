#include "server/web/theme.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <optional>

#include "server/web/assets.h"

namespace backfile::web {
namespace {

using Colour = std::array<double, 3>;  // red, green, blue: 0 to 1

constexpr double kContrast = 5;       // a little more than is demanded, for grounds that are nearly the page's
constexpr Colour kPaper = {1, 1, 1};  // the grounds of style.css, rounded to the less favourable side
constexpr Colour kNight = {0.115, 0.125, 0.145};

std::optional<Colour> parsed(std::string_view text) {
  if (text.size() != 7 || text[0] != '#') return std::nullopt;
  Colour colour{};
  for (std::size_t i = 0; i < 3; ++i) {
    unsigned value = 0;
    const char* from = text.data() + 1 + 2 * i;
    const auto [end, error] = std::from_chars(from, from + 2, value, 16);
    if (error != std::errc() || end != from + 2) return std::nullopt;
    colour[i] = value / 255.0;
  }
  return colour;
}

double luminance(const Colour& colour) {
  const auto linear = [](double part) { return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4); };
  return 0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2]);
}

double contrast(const Colour& a, const Colour& b) {
  const double one = luminance(a), other = luminance(b);
  return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

/// Steps towards `end` (black or white) until it can be read on `ground`.
Colour readable(Colour colour, const Colour& ground, double end) {
  for (int step = 0; step < 100 && contrast(colour, ground) < kContrast; ++step)
    for (double& part : colour) part += (end - part) * 0.05;
  return colour;
}

std::string hexadecimal(const Colour& colour) {
  char text[8];
  const auto part = [&](std::size_t i) { return static_cast<int>(std::lround(colour[i] * 255)); };
  return std::string(text, static_cast<std::size_t>(std::snprintf(text, sizeof text, "#%02x%02x%02x", part(0), part(1), part(2))));
}

}  // namespace

std::string theme_rules(std::string_view accent) {
  const auto colour = parsed(accent);
  if (!colour) return {};
  return ":root{--accent:" + hexadecimal(readable(*colour, kPaper, 0)) +
         "}@media (prefers-color-scheme:dark){:root{--accent:" + hexadecimal(readable(*colour, kNight, 1)) + "}}";
}

std::string style_digest(std::string_view accent) {
  const auto colour = parsed(accent);
  return std::string(find_asset("style.css")->digest) + (colour ? hexadecimal(*colour).substr(1) : "");
}

}  // namespace backfile::web
