#include "server/search/stretch_postings.h"

#include <array>

namespace backfile::search {

using Times = StretchPostings::Times;

void PostingsInMaking::put_indices(std::uint16_t* out) const {
  using Form = StretchPostings::Form;
  const Form form = StretchPostings::form_of(size());
  if (form == Form::row) {
    std::copy(indices_.begin(), indices_.end(), out);
  } else if (form == Form::bytes) {
    auto* const bytes = reinterpret_cast<std::uint8_t*>(out + StretchPostings::kBlocks);
    std::size_t at = 0;
    for (std::size_t block = 0; block < StretchPostings::kBlocks; ++block) {
      out[block] = static_cast<std::uint16_t>(at);
      for (; at < size() && indices_[at] / StretchPostings::kBlock <= block; ++at) bytes[at] = static_cast<std::uint8_t>(indices_[at]);
    }
  } else {
    std::array<std::uint64_t, StretchSet::kWords> bits{};
    for (const std::uint16_t index : indices_) bits[index / 64] |= std::uint64_t{1} << (index % 64);
    std::memcpy(out, bits.data(), sizeof bits);
    out += StretchPostings::kBits;
    std::size_t before = 0;
    for (const auto word : bits) {
      *out++ = static_cast<std::uint16_t>(before);
      before += bits_in(word);
    }
  }
}

Times PostingsInMaking::move_to(Xapian::docid first, std::vector<std::uint16_t>& data, std::vector<ManyOccurrences>& many) {
  // Half a byte less for each, or eight bytes for those that it does not hold.
  const auto over = static_cast<std::size_t>(
      std::count_if(times_.begin(), times_.end(), [](std::uint32_t times) { return times >= StretchPostings::most_of(Times::halves); }));
  const Times kind = over * sizeof(ManyOccurrences) * 2 > size() ? Times::bytes : Times::halves;
  const std::uint32_t most = StretchPostings::most_of(kind);
  const std::size_t begin = data.size(), behind = begin + StretchPostings::words_of_indices(size());
  data.resize(behind + StretchPostings::words_of_times(size(), kind));
  put_indices(data.data() + begin);
  auto* const times = reinterpret_cast<std::uint8_t*>(data.data() + behind);
  for (std::size_t i = 0; i < size(); ++i) {
    const auto here = static_cast<std::uint8_t>(std::min(times_[i], most));
    if (times_[i] >= most) many.push_back({first + indices_[i], times_[i]});
    if (kind == Times::bytes)
      times[i] = here;
    else
      times[i / 2] = static_cast<std::uint8_t>(times[i / 2] | here << (i % 2 * 4));
  }
  indices_.clear();
  times_.clear();
  return kind;
}

}  // namespace backfile::search
