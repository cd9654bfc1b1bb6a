// A markup tree to plain text, for XHTML, NITF and their like: what is in the tree is the article; nothing here looks for it.
#pragma once
#include <string>

#include "indexer/markup/tree.h"

namespace backfile::markup {

/// Whether an element, with all that is below it, is no part of the text. May be empty.
using IsLeftOut = bool (*)(const Node& element);

/// Paragraphs separated by a blank line: block elements of HTML and NITF end one, <br> a line; a row of a table is a line, its cells
/// separated by a space; what is preformatted keeps its lines. An element of an unknown name is a block where it stands among blocks, and
/// within a line where it stands within text. Script, style and objects go. Linear in the size of the tree.
std::string blocks_of(const Node& top, IsLeftOut is_left_out = nullptr);

}  // namespace backfile::markup
