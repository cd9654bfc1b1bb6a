// Words in a row, or near each other, by their positions.
#pragma once
#include <xapian.h>
#include <vector>

#include "server/search/deadline.h"
#include "server/search/prepared.h"
#include "server/search/shard_positions.h"

namespace backfile::search {

/// Positions of each word of a row in one article, ascending.
using WordPositions = std::vector<std::vector<Xapian::termpos>>;

/// Whether some of them rise from word to word, the last less than `window` behind the first. As Xapian's phrases.
bool stand_in_a_row(const WordPositions& words, Xapian::termpos window);
/// Whether some of them, all different, lie less than `window` from each other. As Xapian's NEAR.
bool stand_near(const WordPositions& words, Xapian::termpos window);

/// Those of the articles in which the words of a phrase, or of a nearness, stand so. articles: ascending; all of them have all the words.
/// Throws Xapian::Error and DeadlinePassed.
std::vector<Xapian::docid> standing(const Prepared& row, const std::vector<Xapian::docid>& articles, ShardPositions& positions_of,
                                    const Deadline& deadline);

}  // namespace backfile::search
