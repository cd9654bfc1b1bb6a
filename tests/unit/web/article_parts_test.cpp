// The text of an article: marks and paragraphs.
#include "server/web/article_parts.h"

#include <doctest/doctest.h>

using namespace backfile::web;

TEST_CASE("marks are numbered from the title on through the body") {
  NumberedMarks marks;
  CHECK(marks.numbered("<mark>Coal</mark>") == "<mark id=\"m1\">Coal</mark>");
  CHECK(marks.numbered("a <mark>b</mark> &lt;mark&gt; <mark>c</mark>") ==
        "a <mark id=\"m2\">b</mark> &lt;mark&gt; <mark id=\"m3\">c</mark>");
  CHECK(marks.count() == 3);
}

TEST_CASE("blank lines separate paragraphs, and a mark over one is closed and opened again") {
  CHECK(paragraphs("").str() == "");
  CHECK(paragraphs("One\nline\n\nTwo").str() == "<p dir=\"auto\">One\nline</p>\n<p dir=\"auto\">Two</p>\n");
  CHECK(paragraphs("A <mark id=\"m1\">b\n\nc</mark> d").str() ==
        "<p dir=\"auto\">A <mark id=\"m1\">b</mark></p>\n<p dir=\"auto\"><mark>c</mark> d</p>\n");
  CHECK(paragraphs("<mark>a</mark>\n\n<mark>b</mark>").str() == "<p dir=\"auto\"><mark>a</mark></p>\n<p dir=\"auto\"><mark>b</mark></p>\n");
}
