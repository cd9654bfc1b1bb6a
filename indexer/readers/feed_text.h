// The texts of feeds: HTML that is escaped once, twice or not at all, plain text, XHTML.
#pragma once
#include <string>

#include "indexer/markup/tree.h"

namespace backfile::readers {

/// One clean line; empty for null.
std::string feed_line(const markup::Node* field);
std::string feed_line(const std::string& text);

/// Paragraphs, without what feed programs add at the end ("The post … appeared first on …"); empty for null.
std::string feed_body(const markup::Node* field);
std::string feed_body(const std::string& text);

}  // namespace backfile::readers
