// Compressed files and containers, whole, nested, damaged and hostile.
#include <doctest/doctest.h>

#include "containers.h"
#include "indexer/source/magic.h"

namespace backfile::source {
namespace {

using Names = std::vector<std::string>;

TEST_CASE("a compressed file is unpacked by its content, whatever its name") {
  const TemporaryFolder folder;
  for (const int filter : {ARCHIVE_FILTER_GZIP, ARCHIVE_FILTER_BZIP2, ARCHIVE_FILTER_XZ, ARCHIVE_FILTER_ZSTD}) {
    const auto path = folder.write("a.txt", compress("some text", filter));
    const auto result = walked({path});
    CHECK(result.names == Names{path});
    CHECK(result.bytes.at(path) == "some text");
    CHECK(result.refusals.empty());
  }
}

TEST_CASE("members of a gzip file are joined, and an empty one is empty") {
  const TemporaryFolder folder;
  CHECK(walked({folder.write("two.gz", compress("one ") + compress("two"))}).bytes.begin()->second == "one two");
  const auto empty = walked({folder.write("none.gz", compress(""))});
  CHECK(empty.names.size() == 1);
  CHECK(empty.bytes.begin()->second.empty());
}

TEST_CASE("entries of zip and tar files are read in their order, with what is packed inside them") {
  const TemporaryFolder folder;
  const std::string inner = pack({{"deep.txt", "deep"}}, "zip");
  const std::vector<Packed> members = {{"b.txt", "b"},   {"dir", "", AE_IFDIR},    {"dir/a.txt.gz", compress("a")},
                                       {"ü.zip", inner}, {"__MACOSX/b.txt", "no"}, {".x", "no"}};
  for (const auto& [name, bytes] : std::map<std::string, std::string>{{"a.zip", pack(members, "zip")},
                                                                      {"a.tar", pack(members, "tar")},
                                                                      {"a.tar.gz", pack(members, "tar", ARCHIVE_FILTER_GZIP)},
                                                                      {"a.tar.zst", pack(members, "tar", ARCHIVE_FILTER_ZSTD)},
                                                                      {"a.zip.gz", compress(pack(members, "zip"))}}) {
    const auto path = folder.write(name, bytes);
    auto result = walked({path});
    CHECK(result.names == Names{path + "!b.txt", path + "!dir/a.txt.gz", path + "!ü.zip!deep.txt"});
    CHECK(result.bytes[path + "!dir/a.txt.gz"] == "a");
    CHECK(result.bytes[path + "!ü.zip!deep.txt"] == "deep");
    CHECK(result.paths[path + "!b.txt"] == path + "!b.txt");
    CHECK(result.refusals.empty());
  }
}

TEST_CASE("text is never taken for a container") {
  const TemporaryFolder folder;
  for (const std::string& text :
       {std::string("#mtree\n/set type=file\n"), std::string("PK is a place"), std::string("BZh9 is a code"), std::string(600, 'a'),
        std::string(600, '0'), std::string("!<arch>\n"), std::string("070707 was the number")}) {
    CHECK(packing_of(text) == Packing::none);
    CHECK(walked({folder.write("a.txt", text)}).bytes.begin()->second == text);
  }
}

TEST_CASE("a cut-off compressed file gives what was readable and then an error") {
  const TemporaryFolder folder;
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += std::to_string(i * 7919 % 100'003) + " ";
  for (const int filter : {ARCHIVE_FILTER_GZIP, ARCHIVE_FILTER_BZIP2, ARCHIVE_FILTER_XZ, ARCHIVE_FILTER_ZSTD}) {
    const std::string packed = compress(text, filter);
    const auto result = walked({folder.write("cut", packed.substr(0, packed.size() / 2))}, {}, 1u << 30);
    INFO("filter " << filter);
    CHECK(result.errors.size() + result.refusals.size() == 1);
    if (!result.names.empty()) CHECK(text.starts_with(result.bytes.begin()->second));
    if (filter != ARCHIVE_FILTER_BZIP2) CHECK(result.bytes.begin()->second.size() > text.size() / 8);  // all of it is one bzip2 block
  }
}

TEST_CASE("a damaged container costs a refusal and keeps what came before") {
  const TemporaryFolder folder;
  const std::string tar = pack({{"a.txt", std::string(1000, 'a')}, {"b.txt", std::string(100'000, 'b')}}, "tar");
  const auto result = walked({folder.write("a.tar", tar.substr(0, 5000)), folder.write("z.txt", "after")});
  CHECK(result.names.size() == 3);
  CHECK(result.errors.size() + result.refusals.size() >= 1);
  CHECK(result.bytes.rbegin()->second == "after");
  const auto zip = walked({folder.write("a.zip", "PK\x03\x04 and then nothing of the kind, for rather more than thirty bytes")});
  CHECK(zip.refusals.size() + zip.errors.size() == 1);
}

TEST_CASE("links, devices, absolute names and climbing names in containers are refused, each with a sentence") {
  const TemporaryFolder folder;
  const auto path = folder.write("a.tar", pack({{"link", "", AE_IFLNK, "/etc/passwd"},
                                                {"device", "", AE_IFCHR},
                                                {"/etc/passwd", "no"},
                                                {"../up.txt", "no"},
                                                {"a/../../up.txt", "no"},
                                                {"good.txt", "yes"}},
                                               "tar"));
  const auto result = walked({path});
  CHECK(result.names == Names{path + "!good.txt"});
  CHECK(result.refusals == Names{path + "!link: a link inside a container is not followed",
                                 path + "!device: a device or pipe inside a container is not read",
                                 path + "!/etc/passwd: an absolute name inside a container is not read",
                                 path + "!../up.txt: a name with '..' inside a container is not read",
                                 path + "!a/../../up.txt: a name with '..' inside a container is not read"});
}

TEST_CASE("containers nested too deep are refused") {
  const TemporaryFolder folder;
  std::string nested = "text";
  for (int i = 0; i < 5; ++i) nested = pack({{"a", nested}}, "tar");
  const auto result = walked({folder.write("a.tar", nested)});
  CHECK(result.names.empty());
  REQUIRE(result.refusals.size() == 1);
  CHECK(result.refusals.front().ends_with("containers nested more than 3 deep"));
  std::string pressed = "text";
  for (int i = 0; i < 5; ++i) pressed = compress(pressed);
  CHECK(walked({folder.write("a.gz", pressed)}).refusals.size() == 1);
}

TEST_CASE("a bomb is stopped by its ratio, by its size, and by its number of entries") {
  const TemporaryFolder folder;
  const auto zeros = folder.write("zeros.zst", compress(std::string(200u << 20, '\0'), ARCHIVE_FILTER_ZSTD));
  const auto ratio = walked({zeros});
  REQUIRE(ratio.errors.size() == 1);
  CHECK(ratio.errors.begin()->second == "unpacks to more than 1000 times its size, the limit");
  Limits limits;
  limits.max_unpacked_bytes = 3u << 20;
  CHECK(walked({zeros}, limits).errors.begin()->second == "unpacks to more than 3 MiB, the limit");
  limits = {};
  limits.max_entries = 2;
  const auto many = walked({folder.write("many.zip", pack({{"1", ""}, {"2", ""}, {"3", ""}}, "zip"))}, limits);
  CHECK(many.names.size() == 2);
  CHECK(many.refusals.size() == 1);
}

}  // namespace
}  // namespace backfile::source
