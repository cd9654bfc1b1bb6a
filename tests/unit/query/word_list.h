// A vocabulary for tests: a list of words and of shares, instead of an archive.
#pragma once
#include <fnmatch.h>

#include <map>
#include <string>
#include <vector>

#include "server/query/vocabulary.h"

namespace backfile::query {

struct WordList : Vocabulary {
  std::vector<std::string> words;
  std::map<std::string, Share> shares;  // "en:the"

  std::vector<std::string> matching(schema::Field, std::string_view pattern, std::size_t most) override {
    std::vector<std::string> found;
    for (const auto& word : words)
      if (found.size() < most && ::fnmatch(std::string(pattern).c_str(), word.c_str(), 0) == 0) found.push_back(word);
    return found;
  }
  std::vector<std::string> similar(schema::Field, std::string_view folded, int letters, std::size_t most) override {
    std::vector<std::string> found;
    for (const auto& word : words) {  // by substitution alone: enough for a plan's test
      int off = word.size() == folded.size() ? 0 : 9;
      for (std::size_t i = 0; i < word.size() && off < 9; ++i) off += word[i] != folded[i];
      if (off <= letters && found.size() < most) found.push_back(word);
    }
    return found;
  }
  Share share(std::string_view language, std::string_view term, std::string_view) override {
    const auto found = shares.find(std::string(language) + ":" + std::string(term));
    return found == shares.end() ? Share{} : found->second;
  }
};

}  // namespace backfile::query
