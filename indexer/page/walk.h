// Walking over a tree without recursion: a hostile page is nested thousands deep.
#pragma once
#include "indexer/markup/tree.h"

namespace backfile::page {

/// Visits `top` and all below it in document order. enter(node) is true where the children are wanted; leave(node) follows when they are
/// done, and right away where they were not wanted. Both are called for texts too.
template <class Enter, class Leave>
void walk(const markup::Node& top, const Enter& enter, const Leave& leave) {
  const markup::Node* node = &top;
  for (;;) {
    if (enter(*node) && node->first) {
      node = node->first;
      continue;
    }
    leave(*node);
    while (node != &top && !node->next) {
      node = node->parent;
      leave(*node);
    }
    if (node == &top) return;
    node = node->next;
  }
}

}  // namespace backfile::page
