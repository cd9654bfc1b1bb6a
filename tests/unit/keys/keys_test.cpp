// The keys file: what it may hold, what is said of it when it is wrong, and how a running server follows it.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "server/keys/issue.h"
#include "server/keys/ring.h"

using namespace backfile;
using namespace backfile::keys;

namespace {

const std::string kDigest(64, 'a');

/// A folder that is gone at the end of the test, for a keys file.
struct Folder {
  std::filesystem::path path;
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "backfile-keys-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string file() const { return path / "keys"; }
};

std::string fault_of(const std::string& line) {
  const Parsed parsed = parse_keys("# a comment\n\n" + line + "\n");
  return parsed.faults.empty() ? "" : parsed.faults.front();
}

Key writer(const std::string& name) {
  Key key;
  key.name = name;
  key.scopes = {Scope::write};
  return key;
}

}  // namespace

TEST_CASE("a line is a name, what the key may do, the day it was made, and its SHA-256") {
  const Parsed parsed = parse_keys("# keys\r\nnewsroom write 2026-11-25 " + kDigest + "\r\n\n  mirror\tread,write 2026-11-26 " + kDigest);
  CHECK(parsed.faults.empty());
  REQUIRE(parsed.keys.size() == 2);
  CHECK(parsed.keys[0].name == "newsroom");
  CHECK(parsed.keys[0].may(Scope::write));
  CHECK_FALSE(parsed.keys[0].may(Scope::read));
  CHECK(parsed.keys[1].may(Scope::read));
  CHECK(to_line(parsed.keys[1]) == "mirror read,write 2026-11-26 " + kDigest);
}

TEST_CASE("a line that is wrong gives no key and a sentence with its number, which never quotes it") {
  CHECK(fault_of("new/room write 2026-11-25 " + kDigest).starts_with("line 3: a name is"));
  CHECK(fault_of("newsroom all 2026-11-25 " + kDigest).starts_with("line 3: behind the name"));
  CHECK(fault_of("newsroom write yesterday " + kDigest).starts_with("line 3: behind the scope"));
  CHECK(fault_of("newsroom write 2026-11-25 bfk_5ecret").starts_with("line 3: last stands"));
  CHECK(fault_of("newsroom write 2026-11-25 bfk_5ecret").find("5ecret") == std::string::npos);
  CHECK(fault_of("newsroom write 2026-11-25 " + kDigest + " more").starts_with("line 3: nothing may stand"));
  CHECK(fault_of("newsroom").starts_with("line 3: "));
  CHECK(parse_keys("a read 2026-11-25 " + kDigest + "\na write 2026-11-25 " + kDigest).keys.size() == 1);
}

TEST_CASE("long queries are for who may read, and files from before there were such keys mean what they meant") {
  CHECK(parse_scopes("long-queries") == std::set{Scope::read, Scope::long_queries});
  CHECK(to_text(parse_scopes("write,long-queries")) == "read,long-queries,write");
  CHECK(parse_scopes("read,write") == std::set{Scope::read, Scope::write});
  CHECK(parse_scopes("write,read") == parse_scopes("read,write"));
  for (const char* wrong : {"", ",", "read,", ",read", "Read", "all", "read write", "long_queries"}) CHECK(parse_scopes(wrong).empty());
  const Parsed parsed = parse_keys("monitor long-queries 2026-11-26 " + kDigest);
  REQUIRE(parsed.keys.size() == 1);
  CHECK(parsed.keys[0].may(Scope::long_queries));
  CHECK_FALSE(parsed.keys[0].may(Scope::write));
}

TEST_CASE("a key that was made opens, until it is revoked, and is not in the file") {
  const Folder folder;
  Ring ring(folder.file(), [](const std::string&) {});
  REQUIRE(ring.load());
  CHECK_FALSE(ring.find("bfk_anything"));
  const auto secret = add_key(folder.file(), writer("newsroom"));
  REQUIRE(secret);
  CHECK(secret->size() == 68);
  const auto found = ring.find(*secret);
  REQUIRE(found);
  CHECK(found->name == "newsroom");
  CHECK_FALSE(ring.find(*secret + "0"));
  CHECK(read_keys_file(folder.file())->find(secret->substr(4)) == std::string::npos);
  struct stat state {};
  REQUIRE(::stat(folder.file().c_str(), &state) == 0);
  CHECK((state.st_mode & 0777) == 0600);
  REQUIRE(revoke_key(folder.file(), "newsroom"));
  CHECK_FALSE(ring.find(*secret));
}

TEST_CASE("names are taken once, and what else stands in the file stays") {
  const Folder folder;
  std::ofstream(folder.file()) << "# ours\nbroken line";
  REQUIRE(add_key(folder.file(), writer("one")));
  REQUIRE(add_key(folder.file(), writer("two")));
  CHECK_FALSE(add_key(folder.file(), writer("two")));
  CHECK_FALSE(add_key(folder.file(), writer("two words")));
  REQUIRE(revoke_key(folder.file(), "one"));
  CHECK_FALSE(revoke_key(folder.file(), "one"));
  const auto text = read_keys_file(folder.file());
  REQUIRE(text);
  CHECK(text->starts_with("# ours\nbroken line\ntwo write "));
}

TEST_CASE("a wrong line stops a server at its start, and costs a running one that key alone") {
  const Folder folder;
  std::vector<std::string> warnings;
  Ring ring(folder.file(), [&](const std::string& warning) { warnings.push_back(warning); });
  const auto secret = add_key(folder.file(), writer("newsroom"));
  REQUIRE(ring.load());
  std::ofstream(folder.file(), std::ios::app) << "another write\n";
  CHECK(ring.find(*secret));
  CHECK(ring.find(*secret));
  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0].find("line 2") != std::string::npos);
  CHECK_FALSE(ring.load());
  std::filesystem::remove(folder.file());
  CHECK_FALSE(ring.find(*secret));
}
