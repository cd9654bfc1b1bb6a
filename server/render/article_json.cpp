// One article as JSON: the native form without the words' boxes, which are many times the text.
#include "indexer/article/article_json.h"

#include "server/render/json.h"

namespace backfile::render {

std::string article_json(const article::Article& article) { return article::to_json(article, article::Boxes::without); }

}  // namespace backfile::render
