// The stored form of a scan: word boxes as differences to the word before, about seven bytes a word.
#pragma once
#include <string>
#include <string_view>

#include "indexer/article/scan.h"

namespace backfile::article {

std::string encode_page_image(const PageImage& page);
/// The boxes need their order (see Scan::words).
std::string encode_word_boxes(const std::vector<WordBox>& words);

/// False where the bytes make no sense. Whether boxes fit the texts is `fits`'s business.
bool decode_page_image(std::string_view bytes, std::vector<PageImage>& pages);
bool decode_word_boxes(std::string_view bytes, std::vector<WordBox>& words);

}  // namespace backfile::article
