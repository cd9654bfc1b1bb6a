// What feed programs put below every text.
#pragma once
#include <string>

namespace backfile::readers {

/// body: paragraphs. Cuts from the end what is certainly no part of the text: "The post … appeared first on …", "Continue reading".
std::string without_feed_furniture(std::string body);

}  // namespace backfile::readers
