// From the blocks within the article's element to those that are its text.
#pragma once
#include <string>
#include <vector>

#include "indexer/errors/deadline.h"
#include "indexer/page/blocks.h"

namespace backfile::page {

/// What the page says of itself elsewhere: the body need not repeat it.
struct About {
  std::string title, url;
  std::vector<std::string> authors{};
  std::string language{};  // for dates such as 4/5/1912
};

/// Takes out the headline, lines that say nothing by themselves, links to other articles between paragraphs, what is said twice, what
/// stands before the first and after the last running text, and everything from the comments on. Stops half done when the
/// deadline passes.
void trim(std::vector<Block>& blocks, const About& about, const Deadline& deadline);

}  // namespace backfile::page
