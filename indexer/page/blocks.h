// The page as a run of blocks: paragraphs, headings, items, rows, with how much of each is links.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/errors/deadline.h"
#include "indexer/markup/tree.h"

namespace backfile::page {

/// For each node of a document, by index: true where it and what is below it is left out.
using Left = std::vector<bool>;

enum class Kind { paragraph, heading, item, quote, row, code, loose };

struct Block {
  std::string text;  // lines parted by '\n', no blank ones; white space runs are one space, but for code
  Kind kind = Kind::loose;
  const markup::Node* node = nullptr;  // the innermost block element around it
  std::uint32_t letters = 0;           // characters that are no space; those of scripts that write no spaces count twice
  std::uint32_t linked = 0;            // of these, within links
  std::uint32_t elsewhere = 0;         // of the linked, to other hosts
  std::uint32_t emphasised = 0;        // of these, bold or italic

  bool is_mostly_links() const { return linked * 2 > letters; }
};

/// In document order. left: nodes to leave out, beside what is never text; may be empty. host: the page's own, without `www.`; may be
/// empty. Gives what it has when the deadline passes.
std::vector<Block> blocks_of(const markup::Node& top, const Left& left, std::string_view host, const Deadline& deadline);

/// Characters that are no space, as in Block::letters.
std::uint32_t count_letters(std::string_view text);

}  // namespace backfile::page
