// Any bytes are XML: the same tree and records however the stream cuts them.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "indexer/markup/xml.h"
#include "indexer/text/charset.h"
#include "tests/unit/readers/collected.h"

namespace {

using namespace backfile;

void append(std::string& out, const markup::Node& top) {
  for (const auto* node = &top; node; node = markup::next_within(*node, top)) {
    out.append("<").append(node->name).append(" ").append(node->space).append(">").append(node->text);
    for (const auto& attribute : node->attributes) out.append(attribute.name).append("=").append(attribute.value).append(" ");
  }
}

std::string read_in_steps(std::string_view bytes, std::size_t step, bool records) {
  markup::XmlLimits limits;
  limits.max_seconds = 600;
  readers::BytesInSteps stream(bytes, step);
  std::string all;
  const auto is_record = [](std::string_view name, std::string_view) { return name == "item" || name == "a"; };
  const auto on_record = [&](const markup::Node& record) {
    append(all, record);
    all += "\n";
    return true;
  };
  const auto outcome = records ? markup::read_xml(stream, limits, is_record, on_record) : markup::read_xml(stream, limits);
  append(all, outcome.tree.root());
  for (const auto& problem : outcome.problems) all += "\n" + problem;
  return all + "\n" + outcome.broken;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)markup::xml_root(bytes);
  for (const bool records : {false, true}) {
    const auto once = read_in_steps(bytes, 1u << 20, records), again = read_in_steps(bytes, 1 + size % 61, records);
    if (once != again || !text::is_utf8(once)) {
      std::fprintf(stderr, "whole:\n%s\nin steps:\n%s\n", once.c_str(), again.c_str());
      std::abort();
    }
  }
  return 0;
}
