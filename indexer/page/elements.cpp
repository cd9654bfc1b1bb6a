// Two lists of names.
#include "indexer/page/elements.h"

#include <unordered_set>

namespace backfile::page {

Flow flow_of(std::string_view name) {
  static const std::unordered_set<std::string_view> kInside = {
      "a",    "abbr",   "acronym", "b",   "bdi",   "bdo",  "big",  "cite", "code", "data", "del",   "dfn",    "em",
      "font", "i",      "ins",     "kbd", "label", "mark", "nobr", "q",    "rb",   "ruby", "s",     "samp",   "small",
      "span", "strike", "strong",  "sub", "sup",   "time", "tt",   "u",    "var",  "wbr",  "blink", "abbrev", "amp-timeago"};
  static const std::unordered_set<std::string_view> kNothing = {"script", "style",  "template", "svg",   "iframe",   "embed",    "applet",
                                                                "area",   "select", "option",   "input", "textarea", "meter",    "link",
                                                                "meta",   "math",   "rt",       "rp",    "param",    "datalist", "optgroup",
                                                                "frame",  "source", "track",    "title", "base",     "img",      "picture"};
  if (kInside.contains(name)) return Flow::inside;
  if (name == "br") return Flow::line;
  if (kNothing.contains(name)) return Flow::nothing;
  return name.find(':') == name.npos ? Flow::apart : Flow::inside;  // <o:p> and <st1:place> stand within lines
}

int heading_level(std::string_view name) {
  return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' ? name[1] - '0' : 0;
}

}  // namespace backfile::page
