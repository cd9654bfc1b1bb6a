// The known name nearest to one that is not known, for messages that help.
#pragma once
#include <span>
#include <string_view>

namespace backfile::query {

/// By edit distance (insertion, deletion, substitution, swap of neighbours), in bytes; the first of several equally near. known: not empty.
/// A name is compared by its first 64 bytes only, which bounds the work.
std::string_view nearest(std::string_view name, std::span<const std::string_view> known);

}  // namespace backfile::query
