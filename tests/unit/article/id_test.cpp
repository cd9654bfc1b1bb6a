// Ids, in known answers: an id that changes is an article that is there twice. The tokens below were computed by another program, from the
// description in id.h alone.
#include "indexer/article/id.h"

#include <doctest/doctest.h>

using namespace backfile::article;

namespace {

Article article(const char* id, const char* url = "", const char* source = "") {
  Article a;
  a.id = id;
  a.url = url;
  a.source = source;
  return a;
}

}  // namespace

TEST_CASE("a record's own id is kept where it is safe in a URL") {
  const Origin origin{"/news/a.txt", 1};
  for (const char* id :
       {"a", "1912-04-16.harbour_2", "A-Z", "...", "-", "0123456789012345678901234567890123456789012345678901234567890123"})
    CHECK(assign_id(article(id, "https://news.example/x"), origin) == id);
  for (const char* id : {"", ".", "..", "a b", "a/b", "ü", "a%20b", "01234567890123456789012345678901234567890123456789012345678901234"})
    CHECK_FALSE(is_url_safe(id));
}

TEST_CASE("the tokens of every kind are what they have always been") {
  const Origin origin{"/news/1912.jsonl", 7};
  CHECK(assign_id(article("urn:x:1", "https://news.example/x", "The Lantern"), origin) == "nkaiyovvghfliv62k7rpov6nj");
  CHECK(assign_id(article("urn:x:1", "", ""), {}) == "nsyhgrz7wg3d2ydqtv6ccujnh");
  CHECK(assign_id(article("", "https://news.example/2024/03/31/x", "The Lantern"), origin) == "uqdcplizxovde4mug3yvrsohl");
  CHECK(assign_id(article("", "", "The Lantern"), origin) == "fxnkzif65hzzc2p5mrowynh6p");
  CHECK(assign_id(article("", "/x", ""), {"/news/a.zip!b.txt", 1}) == "fdh3rwr3hx6rsbq6zh2x2b7da");
  Article a;
  a.title = "T";
  a.body = "B";
  CHECK(assign_id(a, {}) == "cwqpxfrqemqedaohw6l6iqqbm");
}

TEST_CASE("the same source and id, URL or place give the same id whatever else changes, others another") {
  const Origin origin{"/news/1912.jsonl", 7};
  Article a = article("", "http://user@News.Example:80/x#top");
  Article b = article("", "https://news.example/x");
  b.title = "another title";
  b.body = "another text";
  CHECK(assign_id(a, origin) == assign_id(b, {"/elsewhere", 1}));
  CHECK(assign_id(article("1/2", "", "A"), origin) != assign_id(article("1/2", "", "B"), origin));
  CHECK(assign_id(article("2/3", "", "A1"), origin) != assign_id(article("12/3", "", "A"), origin));
  CHECK(assign_id({}, {"/a", 1}) != assign_id({}, {"/a", 2}));
  CHECK(assign_id({}, {"/a", 12}) != assign_id({}, {"/a1", 2}));
  CHECK(assign_id(a, {}) != assign_id({}, {"news.example/x", 1}));
}

TEST_CASE("an assigned id is itself safe, and assigning again keeps it") {
  Article a = article("not safe", "", "x");
  a.id = assign_id(a, {});
  CHECK(a.id.size() == 25);
  CHECK(is_url_safe(a.id));
  CHECK(assign_id(a, {"/other", 3}) == a.id);
}

TEST_CASE("URLs that mean the same are normalised to the same") {
  const char* const table[][2] = {
      {"https://www.news.example/2024/x?id=1&b=2", "www.news.example/2024/x?id=1&b=2"},
      {"http://www.news.example/2024/x", "www.news.example/2024/x"},
      {"//www.news.example/x", "www.news.example/x"},
      {"www.news.example/x", "www.news.example/x"},
      {"news.example/x", "news.example/x"},
      {"HTTPS://WWW.News.Example/Path", "www.news.example/Path"},
      {"https://news.example", "news.example/"},
      {"https://news.example/", "news.example/"},
      {"https://news.example?p=1", "news.example/?p=1"},
      {"https://news.example#top", "news.example/"},
      {"https://news.example/x#a?b", "news.example/x"},
      {"https://news.example:443/x", "news.example/x"},
      {"http://news.example:80/x", "news.example/x"},
      {"http://news.example:443/x", "news.example:443/x"},
      {"https://news.example:8080/x", "news.example:8080/x"},
      {"news.example:8080/x", "news.example:8080/x"},
      {"https://news.example:/x", "news.example/x"},
      {"https://user:secret@news.example/x", "news.example/x"},
      {"https://news.example/@user/x", "news.example/@user/x"},
      {"https://[2001:DB8::1]:443/x", "[2001:db8::1]/x"},
      {"https://[2001:DB8::1]/x", "[2001:db8::1]/x"},
      {"  https://news.example/x \n", "news.example/x"},
      {"file:///news/x.html", "/news/x.html"},
      {"urn:newsml:news.example:19120416:1", "urn:newsml:news.example:19120416:1"},
      {"URN:ISBN:1", "urn:ISBN:1"},
      {"tag:news.example,2024:1", "tag:news.example,2024:1"},
      {"https://www.news.example/a/b/", "www.news.example/a/b/"},
      {"https://news.example/https://other.example/x", "news.example/https://other.example/x"},
  };
  for (const auto& [url, normal] : table) {
    CAPTURE(url);
    CHECK(normalise_url(url) == normal);
  }
}

TEST_CASE("what names no place by itself is no URL") {
  for (const char* url : {"", " ", "#top", "/news/x", "../x", "?p=1", "story.html", "x", "about:blank", "javascript:void(0)",
                          "data:text/plain,x", "mailto:a@b.example", "https://", "http://user@/x", "urn:", ":", "//", "a b.c/d"}) {
    CAPTURE(url);
    CHECK(normalise_url(url).empty());
  }
}
