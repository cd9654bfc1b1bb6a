// ALTO pages and METS issues: what boxes and text have to do with each other, and where pages are found.
#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>

#include "collected.h"
#include "indexer/readers/alto_file.h"
#include "indexer/readers/alto_hyphens.h"
#include "indexer/readers/alto_text.h"
#include "indexer/readers/mets_description.h"
#include "indexer/readers/mets_headline.h"
#include "indexer/readers/mets_names.h"
#include "indexer/source/memory_stream.h"
#include "indexer/text/charset.h"

namespace backfile::readers {
namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

struct Folder {
  Folder() {
    std::string name = (fs::temp_directory_path() / "backfile-alto-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  void write(const std::string& name, const std::string& bytes) const {
    fs::create_directories((path / name).parent_path());
    std::ofstream(path / name, std::ios::binary) << bytes;
  }
  fs::path path;
};

/// Lines of words; a word may carry attributes behind a '|'.
std::string page(const std::vector<Lines>& blocks, const std::string& id = "B") {
  std::string xml = "<alto><Layout><Page ID=\"P\" WIDTH=\"1000\" HEIGHT=\"2000\"><PrintSpace>";
  int block = 0, y = 0;
  for (const Lines& lines : blocks) {
    xml += "<TextBlock ID=\"" + id + std::to_string(++block) + "\">";
    for (const std::string& line : lines) {
      xml += "<TextLine HPOS=\"0\" VPOS=\"" + std::to_string(y += 40) + "\" WIDTH=\"500\" HEIGHT=\"30\">";
      int x = 0;
      for (std::size_t at = 0; at < line.size();) {
        const auto end = std::min(line.find(' ', at), line.size());
        const std::string word = line.substr(at, end - at), content = word.substr(0, word.find('|'));
        std::string more = word.find('|') == word.npos ? "" : word.substr(word.find('|') + 1);
        std::replace(more.begin(), more.end(), '~', ' ');
        xml += "<String CONTENT=\"" + content + "\" HPOS=\"" + std::to_string(x += 50) + "\" VPOS=\"" + std::to_string(y) +
               "\" WIDTH=\"40\" HEIGHT=\"30\" WC=\"0.5\" " + more + "/>";
        at = end + 1;
      }
      xml += "</TextLine>";
    }
    xml += "</TextBlock>";
  }
  return xml + "</PrintSpace></Page></Layout></alto>";
}

AltoFile file_of(const std::string& xml) {
  source::MemoryStream bytes(xml);
  return read_alto(bytes, {});
}

std::vector<AltoSegment> segments_of(const AltoFile& file) {
  std::vector<AltoSegment> segments;
  for (std::uint32_t line = 0; line < file.lines.size(); ++line) {
    const AltoLine& one = file.lines[line];
    segments.push_back({&file, line, one.begin, one.end, 0, file.blocks[one.block].begin == line});
  }
  return segments;
}

std::string text_of_page(const std::vector<Lines>& blocks) {
  const AltoFile file = file_of(page(blocks));
  return text_of_segments(segments_of(file), AltoLayout::paragraphs).text;
}

TEST_CASE("words cut at a line's end are joined where the division is certain") {
  const std::vector<std::pair<Lines, std::string>> cases = {
      {{"the har-", "bour"}, "the harbour"},
      {{"the har¬", "bour"}, "the harbour"},
      {{"the har\u00ad", "bour,"}, "the harbour,"},
      {{"das Oel⸗", "gemälde"}, "das Oelgemälde"},
      {{"an Anglo-", "Saxon"}, "an Anglo-Saxon"},
      {{"THE MEET-", "ING"}, "THE MEETING"},
      {{"a well-known a well-", "known"}, "a well-known a well-known"},
      {{"1887-", "1888"}, "1887- 1888"},
      {{"he said -", "and left"}, "he said - and left"},
      {{"die|SUBS_TYPE=\"HypPart1\"~SUBS_CONTENT=\"dieselbe\"", "selbe|SUBS_TYPE=\"HypPart2\"~SUBS_CONTENT=\"dieselbe\""}, "dieselbe"},
      {{"er-|SUBS_TYPE=\"HypPart1\"~SUBS_CONTENT=\"erlaubt\"", "laubt,|SUBS_TYPE=\"HypPart2\"~SUBS_CONTENT=\"erlaubt\""}, "erlaubt,"},
      {{"Vize|SUBS_TYPE=\"HypPart1\"~SUBS_CONTENT=\"Vize-König\"", "König.|SUBS_TYPE=\"HypPart2\"~SUBS_CONTENT=\"Vize-König\""},
       "Vize-König."},
      {{"er|SUBS_TYPE=\"HypPart1\"~SUBS_CONTENT=\"er\"", "laubt|SUBS_TYPE=\"HypPart2\"~SUBS_CONTENT=\"er\""}, "erlaubt"},
      {{"first lonely|SUBS_TYPE=\"HypPart1\"~SUBS_CONTENT=\"lonelywhole\""}, "first lonelywhole"},
      {{"second|SUBS_TYPE=\"HypPart2\"~SUBS_CONTENT=\"lonelysecond\" part"}, "second part"},
      {{"東京", "大学"}, "東京大学"},
  };
  for (const auto& [lines, expected] : cases) CHECK(text_of_page({lines}) == expected);
}

TEST_CASE("a sentence that goes on in the next block is one paragraph, others are two") {
  CHECK(text_of_page({{"The ferry has"}, {"stopped."}}) == "The ferry has stopped.");
  CHECK(text_of_page({{"The ferry has stop-"}, {"ped."}}) == "The ferry has stopped.");
  CHECK(text_of_page({{"The ferry has stopped."}, {"it is cold."}}) == "The ferry has stopped.\n\nit is cold.");
  CHECK(text_of_page({{"ICE"}, {"The ferry has stopped."}}) == "ICE\n\nThe ferry has stopped.");
}

TEST_CASE("every box names the text of its word; the two parts of a cut word name the whole") {
  std::mt19937 random(1887);
  const Lines words = {"ice",
                       "har-",
                       "bour",
                       "Anglo-",
                       "Saxon",
                       "né",
                       "東京",
                       "大学",
                       "-",
                       "¬",
                       "cut¬",
                       "über\u00ad",
                       "well-known",
                       "well-",
                       "known",
                       "a.",
                       "B",
                       "die|SUBS_TYPE=\"HypPart1\"~SUBS_CONTENT=\"dieselbe\"",
                       "selbe|SUBS_TYPE=\"HypPart2\"~SUBS_CONTENT=\"dieselbe\""};
  for (int round = 0; round < 1500; ++round) {
    std::vector<Lines> blocks(1 + random() % 4);
    for (Lines& lines : blocks) {
      lines.resize(1 + random() % 4);
      for (std::string& line : lines)
        for (std::size_t i = 1 + random() % 4; i > 0; --i) line += words[random() % words.size()] + (i > 1 ? " " : "");
    }
    const AltoFile file = file_of(page(blocks));
    for (const AltoLayout layout : {AltoLayout::paragraphs, AltoLayout::one_line}) {
      const AltoText written = text_of_segments(segments_of(file), layout);
      REQUIRE(written.boxes.size() == file.words.size());
      CHECK(text::paragraphs(written.text) == written.text);
      article::Scan scan;
      scan.pages.resize(1);
      scan.words = written.boxes;
      CHECK(fits(scan, "", written.text));
      for (std::size_t i = 0; i < written.boxes.size(); ++i) {
        const article::WordBox& box = written.boxes[i];
        const std::string said = written.text.substr(box.begin, box.length);
        const bool twin =
            (i > 0 && written.boxes[i - 1].begin == box.begin) || (i + 1 < written.boxes.size() && written.boxes[i + 1].begin == box.begin);
        const std::string content(file.content(file.words[i]));
        if (twin)
          CHECK(said.find_first_of(" \n") == said.npos);
        else if (said != content)
          CHECK(said == alone(file, file.words[i]));
        CHECK(box.x == file.words[i].box.x);
        CHECK(box.y == file.words[i].box.y);
      }
    }
  }
}

TEST_CASE("what is made by programs is no headline, and marks are none") {
  for (const char* real : {"Ice in the harbour", "義禮說選", "CRIMÉE.", "Paris, 4 décembre 1858."}) CHECK(is_real_headline(real));
  for (const char* none : {"", "'.:'_~.", "~ T •./. r.", "12", "— — —"}) CHECK_FALSE(is_real_headline(none));
  for (const char* made : {"Article 12", "Publicité 1 Page 4", "Untitled", "Page 3 Advertisements Column 2"}) CHECK(is_made_up(made));
  CHECK_FALSE(is_made_up("Page boys strike"));
  CHECK(headline("Article 1", {}, "FIRE AT SEA") == "FIRE AT SEA");
  CHECK(headline("Fire at sea", {"x"}, "F1RE AT 5EA") == "Fire at sea");
  CHECK(headline("Advertisement 1", {}, "·:~") == "Advertisement 1");
}

TEST_CASE("labels give a date and the name before it") {
  const std::map<std::string, std::pair<std::string, std::string>> cases = {
      {"The Sun (New York), 1900-01-01, morning, page 1", {"1900-01-01", "The Sun (New York)"}},
      {"Daily Lantern | 12 January 1886", {"1886-01-12", "Daily Lantern"}},
      {"Herald. 1832-11-23", {"1832-11-23", "Herald"}},
      {"lux 1858-12-07_01", {"1858-12-07", "lux"}},
      {"National Courier, 17 January 1887, page 1", {"1887-01-17", "National Courier"}},
      {"A label without any", {"", ""}},
  };
  for (const auto& [label, expected] : cases) {
    const LabelDate found = date_in_label(label);
    CHECK(article::to_iso(found.date) == expected.first);
    CHECK(found.before == expected.second);
  }
}

TEST_CASE("references are read as paths, whichever system wrote them") {
  CHECK(path_of_href("file://./text/0001.xml") == "./text/0001.xml");
  CHECK(path_of_href("text\\0001.xml") == "text/0001.xml");
  CHECK(path_of_href("file:///home/scan/0001.xml") == "/home/scan/0001.xml");
  CHECK(path_of_href("C:\\scan\\0001.xml") == "/C:/scan/0001.xml");
  CHECK(path_of_href("https://x.example/a%20b.xml") == "/https://x.example/a b.xml");
}

std::string mets(const Lines& hrefs, const std::string& map = "") {
  std::string xml = "<mets xmlns=\"http://www.loc.gov/METS/\" LABEL=\"The Lantern, 1912-04-16\"><fileSec><fileGrp>";
  int number = 0;
  for (const std::string& href : hrefs)
    xml += "<file ID=\"F" + std::to_string(++number) + "\" MIMETYPE=\"text/xml\"><FLocat href=\"" + href + "\"/></file>";
  return xml + "</fileGrp></fileSec>" + map + "</mets>";
}

struct Counted : Sink {
  Lines titles, said;
  std::string entry;
  bool article(article::Article&& article, std::uint64_t) override {
    titles.push_back(entry + ": " + article.body);
    return true;
  }
  void refused(std::uint64_t, const std::string& reason) override { said.push_back(entry + ": refused: " + reason); }
  void passed_over(std::uint64_t, const std::string&) override { said.push_back(entry + ": passed over"); }
  void warning(std::uint64_t, const std::string& what) override { said.push_back(entry + ": warning: " + what); }
};

Counted read_all(const Lines& arguments) {
  Counted counted;
  source::walk(
      arguments, {},
      [&](source::Entry& entry) {
        counted.entry = fs::path(entry.name).filename().string();
        read_entry(entry, {}, nullptr, counted);
        return true;
      },
      [](const std::string&, const Error&) {});
  return counted;
}

TEST_CASE("pages are read once, with their issue, whether it comes before or after them") {
  for (const char* name : {"0.xml", "z.xml"}) {
    const Folder folder;
    folder.write(name, mets({"p1.xml", "p2.xml"}));
    folder.write("p1.xml", page({{"One."}}));
    folder.write("p2.xml", page({{"Two."}}));
    folder.write("p3.xml", page({{"Three."}}));
    auto counted = read_all({folder.path.string()});
    std::sort(counted.titles.begin(), counted.titles.end());
    Lines expected = {std::string(name) + ": One.", std::string(name) + ": Two.", "p3.xml: Three."};
    std::sort(expected.begin(), expected.end());
    CHECK(counted.titles == expected);
    CHECK(counted.said == Lines{"p1.xml: passed over", "p2.xml: passed over"});
  }
}

TEST_CASE("a page named without its issue is read by itself") {
  const Folder folder;
  folder.write("mets.xml", mets({"text/p1.xml"}));
  folder.write("text/p1.xml", page({{"One."}}));
  CHECK(read_all({(folder.path / "text/p1.xml").string()}).titles == Lines{"p1.xml: One."});
  CHECK(read_all({(folder.path / "text").string()}).titles == Lines{"p1.xml: One."});
  CHECK(read_all({(folder.path / "mets.xml").string()}).titles == Lines{"mets.xml: One."});
  CHECK(read_all({(folder.path / "text/p1.xml").string(), (folder.path / "mets.xml").string()}).titles == Lines{"mets.xml: One."});
}

TEST_CASE("files of an issue that are not where it says are found by their names, unless two are") {
  const Folder folder;
  folder.write("mets.xml", mets({"/srv/out/a/1.xml", "../else/2.xml", "http://x.example/ocr/3.xml"}));
  folder.write("alto/a/1.xml", page({{"One a."}}));
  folder.write("alto/b/1.xml", page({{"One b."}}));
  folder.write("alto/2.xml", page({{"Two."}}));
  folder.write("alto/x/3.xml", page({{"Three x."}}));
  folder.write("alto/y/3.xml", page({{"Three y."}}));
  const auto counted = read_all({(folder.path / "mets.xml").string()});
  CHECK(counted.titles == Lines{"mets.xml: One a.", "mets.xml: Two."});
  CHECK(counted.said == Lines{"mets.xml: warning: the page http://x.example/ocr/3.xml is not there"});
}

TEST_CASE("a broken or missing page costs itself, and an issue without any page says so") {
  const Folder folder;
  folder.write("mets.xml", mets({"1.xml", "2.xml", "3.xml"}));
  folder.write("1.xml", page({{"One."}, {"Lost."}}).substr(0, 330));
  folder.write("2.xml", page({{"Two."}}));
  const auto counted = read_all({(folder.path / "mets.xml").string()});
  CHECK(counted.titles == Lines{"mets.xml: One.", "mets.xml: Two."});
  CHECK(counted.said.size() == 2);
  const Folder empty;
  empty.write("mets.xml", mets({"1.xml", "2.xml"}));
  CHECK(read_all({empty.path.string()}).said.back() == "mets.xml: refused: none of the 2 pages that it names is there");
}

TEST_CASE("articles tied to whole pages that they share are read page by page") {
  const std::string map =
      "<structMap TYPE=\"LOGICAL\"><div TYPE=\"ISSUE\"><div TYPE=\"ARTICLE\" ID=\"a\"><fptr FILEID=\"F1\"/></div>"
      "<div TYPE=\"ARTICLE\" ID=\"b\"><fptr FILEID=\"F1\"/><fptr FILEID=\"F2\"/></div></div></structMap>";
  const Folder folder;
  folder.write("mets.xml", mets({"1.xml", "2.xml"}, map));
  folder.write("1.xml", page({{"One."}}));
  folder.write("2.xml", page({{"Two."}}));
  CHECK(read_all({(folder.path / "mets.xml").string()}).titles == Lines{"mets.xml: Two.", "mets.xml: One."});
}

TEST_CASE("damaged issues and pages never do harm") {
  const fs::path fixtures = fs::path(BACKFILE_TESTS_DIR) / "fixtures/alto/issue-by-blocks";
  std::map<std::string, std::string> files;
  for (const char* name : {"herald-1887-01-15-mets.xml", "text/0001.xml", "text/0002.xml"}) {
    std::ifstream file(fixtures / name, std::ios::binary);
    files[name] = {std::istreambuf_iterator<char>(file), {}};
  }
  std::mt19937 random(15);
  const std::string_view marks = "<>\"'/&=0 -A";
  for (int round = 0; round < 150; ++round) {
    const Folder folder;
    for (auto [name, bytes] : files) {
      for (std::size_t changes = random() % 12; changes > 0; --changes) {
        const std::size_t at = random() % bytes.size();
        if (random() % 3 == 0)
          bytes.erase(at, 1 + random() % 40);
        else
          bytes[at] = random() % 2 ? marks[random() % marks.size()] : static_cast<char>(random());
      }
      if (random() % 8 == 0) bytes.resize(random() % bytes.size());
      folder.write(name, bytes);
    }
    const auto counted = read_all({folder.path.string()});
    CHECK(counted.titles.size() + counted.said.size() > 0);
  }
}

}  // namespace
}  // namespace backfile::readers
