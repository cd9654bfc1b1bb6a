#include "indexer/ingest/pieces.h"

namespace backfile::ingest {

Piece next_piece(std::string_view& rest) {
  constexpr std::size_t kLongest = 2 * kPieceBytes;
  constexpr std::string_view kBlankLine = "\n\n";
  std::size_t end = rest.size();
  bool ends_paragraph = false;
  if (rest.size() > kLongest) {
    end = rest.substr(0, kLongest).find(kBlankLine, kPieceBytes);
    ends_paragraph = end != rest.npos;
    if (!ends_paragraph) end = rest.substr(0, kLongest).find_last_of(" \n");
    if (end == rest.npos || end == 0) {
      for (end = kLongest; end > 1 && (static_cast<unsigned char>(rest[end]) & 0xC0) == 0x80;) --end;
    }
  }
  const Piece piece{rest.substr(0, end), ends_paragraph};
  rest.remove_prefix(end);
  return piece;
}

}  // namespace backfile::ingest
