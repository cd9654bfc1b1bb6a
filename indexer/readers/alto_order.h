// In which order the blocks of an ALTO page are read.
#pragma once
#include "indexer/markup/tree.h"
#include "indexer/readers/alto_file.h"

namespace backfile::readers {

/// Fills file.order: by ReadingOrder where the file has one, else by IDNEXT, else as in the file. Blocks that neither names keep their
/// place behind the one before them.
void put_in_order(const markup::Node& tree, AltoFile& file);

}  // namespace backfile::readers
