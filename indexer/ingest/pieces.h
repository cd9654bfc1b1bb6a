// A very long text in pieces that are analysed one after the other, so that its tokens are never held all at once.
#pragma once
#include <cstddef>
#include <string_view>

namespace backfile::ingest {

/// 64 bytes a token, so about 12 MB for one piece of ordinary text.
inline constexpr std::size_t kPieceBytes = 1u << 20;

struct Piece {
  std::string_view text;
  bool ends_paragraph = false;  // behind it stands a blank line; else the cut is between words of one paragraph
};

/// Takes the next piece off the front of `rest`: to the first blank line past kPieceBytes; where a paragraph goes on for as long again, to
/// its last space; where it has none, to a character's end. Empty only where `rest` is.
Piece next_piece(std::string_view& rest);

}  // namespace backfile::ingest
