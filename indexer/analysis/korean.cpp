// The particles that follow nouns, longest first.
#include "indexer/analysis/korean.h"

namespace backfile::analysis {

std::string without_particle(std::string_view word) {
  constexpr std::size_t kSyllableBytes = 3;
  static constexpr std::string_view kParticles[] = {
      "으로부터", "에서부터", "이라고는", "에서는", "에서도", "에서의", "에게는", "에게서", "에게도", "으로는", "으로도", "으로의",
      "까지는",   "까지도",   "부터는",   "이라고", "이라는", "에서",   "에게",   "께서",   "까지",   "부터",   "처럼",   "보다",
      "마다",     "조차",     "마저",     "으로",   "로는",   "로서",   "로써",   "라고",   "라는",   "이나",   "이며",   "이다",
      "하고",     "한테",     "밖에",     "와의",   "과의",   "에는",   "에도",   "은",     "는",     "이",     "가",     "을",
      "를",       "의",       "에",       "로",     "와",     "과",     "도",     "만"};
  for (const std::string_view particle : kParticles)
    if (word.ends_with(particle) && word.size() >= particle.size() + 2 * kSyllableBytes)
      return std::string(word.substr(0, word.size() - particle.size()));
  return std::string(word);
}

}  // namespace backfile::analysis
