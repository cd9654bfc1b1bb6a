// XML in a house format, whose names of elements say what they hold, as the names of JSON do.
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "indexer/markup/tree.h"

namespace backfile::readers {

/// The element as the object that the same program would have written in JSON: attributes and child elements by name, a list where a name
/// comes again, text with markup in it as paragraphs. Bounded in depth.
nlohmann::json fields_of(const markup::Node& element);

/// The local name of the elements that hold a text together with a headline or a date of publication; empty where there are none. head: the
/// first bytes of a document, raw, cut anywhere.
std::string record_name_in(std::string_view head);

}  // namespace backfile::readers
