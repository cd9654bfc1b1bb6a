// Stretches: docids are taken so many at a time.
#pragma once
#include <xapian.h>
#include <cstddef>

namespace backfile::search {

/// The first stretch is from docid 1 on. It bounds the memory of a match, whatever the size of the archive, and is what threads share a
/// search by. Each costs every term a look at where its postings are: measured, a tenth of matching more than four times as many do, in a
/// quarter of the memory.
inline constexpr Xapian::docid kStretch = 1u << 14;
inline std::size_t stretch_of(Xapian::docid docid) { return (docid - 1) / kStretch; }
inline Xapian::docid first_of_stretch(std::size_t stretch) { return static_cast<Xapian::docid>(stretch) * kStretch + 1; }

}  // namespace backfile::search
