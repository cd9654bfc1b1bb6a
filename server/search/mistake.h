// What mistakes of typing cost, in doublings of frequency: a word that is so many times as frequent is as likely to be meant.
#pragma once

namespace backfile::search {

inline constexpr double kSecondLetter = 9, kFirstLetter = 3, kSplit = 4;  // a second letter off; another first letter; two words for one

inline double mistake_cost(int letters, bool same_first) { return kSecondLetter * (letters - 1) + (same_first ? 0 : kFirstLetter); }

}  // namespace backfile::search
