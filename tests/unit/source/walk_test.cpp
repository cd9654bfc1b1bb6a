// Names, folders, globs and links to entries.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include "containers.h"

namespace backfile::source {
namespace {

using Names = std::vector<std::string>;

TEST_CASE("a named file is an entry, under the name the user wrote and with an absolute path") {
  const TemporaryFolder folder;
  const auto path = folder.write("a.txt", "text");
  const auto result = walked({path});
  CHECK(result.names == Names{path});
  CHECK(result.paths.at(path) == path);
  CHECK(result.bytes.at(path) == "text");
}

TEST_CASE("a folder is read in byte order of its names, whatever it holds") {
  const TemporaryFolder folder;
  for (const char* name : {"b/z.txt", "b/a.txt", "B.txt", "a.txt", "é.txt", ".hidden", ".git/x.txt"}) folder.write(name, name);
  CHECK(walked({folder.at("")}).names == Names{"B.txt", "a.txt", "b/a.txt", "b/z.txt", "é.txt"});
}

TEST_CASE("pipes in a folder are passed over") {
  const TemporaryFolder folder;
  folder.write("a.txt", "text");
  REQUIRE(::mkfifo(folder.at("pipe").c_str(), 0600) == 0);
  const auto result = walked({folder.at(".")});
  CHECK(result.names == Names{"a.txt"});
  CHECK(result.refusals.empty());
}

TEST_CASE("links out of a folder are passed over, and cycles end") {
  const TemporaryFolder outside, folder;
  outside.write("secret.txt", "no");
  folder.write("a.txt", "text");
  folder.write(".annex/object", "kept away");
  fs::create_directory_symlink(outside.at(""), folder.at("out"));
  fs::create_symlink(outside.at("secret.txt"), folder.at("out.txt"));
  fs::create_directory_symlink(folder.at(""), folder.at("self"));
  fs::create_symlink("nowhere", folder.at("broken"));
  fs::create_symlink(".annex/object", folder.at("in.txt"));
  fs::create_symlink("a.txt", folder.at("same.txt"));
  const auto result = walked({folder.at("")});
  CHECK(result.names == Names{"a.txt", "in.txt"});
  CHECK(result.bytes.at("in.txt") == "kept away");
}

TEST_CASE("a named link is followed") {
  const TemporaryFolder folder;
  folder.write("real/a.txt", "text");
  fs::create_directory_symlink("real", folder.at("link"));
  CHECK(walked({folder.at("link")}).names == Names{"a.txt"});
}

TEST_CASE("a glob that the shell left alone is expanded, unless a file has that name") {
  const TemporaryFolder folder;
  for (const char* name : {"2.txt", "1.txt", "3.json", "[x].txt"}) folder.write(name, name);
  CHECK(walked({folder.at("[12].txt")}).names == Names{folder.at("1.txt"), folder.at("2.txt")});
  CHECK(walked({folder.at("[x].txt")}).names == Names{folder.at("[x].txt")});
}

TEST_CASE("what is missing or cannot be read costs one refusal, and the walk goes on") {
  const TemporaryFolder folder;
  const auto path = folder.write("a.txt", "text");
  const auto result = walked({folder.at("none"), folder.at("*.none"), path});
  CHECK(result.names == Names{path});
  CHECK(result.refusals == Names{folder.at("none") + ": no such file or folder", folder.at("*.none") + ": no file has a name like this"});
}

TEST_CASE("the walk ends where the visitor says so") {
  const TemporaryFolder folder;
  for (const char* name : {"1", "2", "3"}) folder.write(name, name);
  int visits = 0;
  walk(
      {folder.at(""), folder.at("1")}, {}, [&](Entry&) { return ++visits < 2; }, [](const std::string&, const Error&) {});
  CHECK(visits == 2);
}

}  // namespace
}  // namespace backfile::source
