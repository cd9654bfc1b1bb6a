// The strings of records, which hold plain text, text with entities left over, or HTML, whatever the format says.
#pragma once
#include <string>

#include "indexer/markup/tree.h"

namespace backfile::readers {

/// One clean line.
std::string line_of(const std::string& text);

/// Paragraphs. HTML loses its tags; lines that were broken at a column are joined again.
std::string body_of(std::string text);

/// One clean line of all that is below the element; empty for null. Elements of a line stay together, blocks are separated by a space.
std::string line_of(const markup::Node* element);

/// Paragraphs of what is below the element; empty for null. Line breaks of the text mean nothing, blank lines end paragraphs; text that
/// is itself escaped HTML is read as that.
std::string body_of(const markup::Node* element, bool (*is_left_out)(const markup::Node&) = nullptr);

/// The same for an element that holds a text of its own format, plain or HTML, in which line breaks mean what they mean there.
std::string content_of(const markup::Node* element, bool (*is_left_out)(const markup::Node&) = nullptr);

}  // namespace backfile::readers
