// Bytes in any encoding to UTF-8. The texts are written here in UTF-8 and encoded by ICU, or spelt out in bytes.
#include "indexer/text/charset.h"

#include <doctest/doctest.h>
#include <unicode/ucnv.h>

#include <array>
#include <random>
#include <vector>

using backfile::text::Decoded;
using backfile::text::to_utf8;

namespace {

std::string encode(std::string_view text, const char* charset) {
  std::string out(text.size() * 4 + 16, '\0');
  UErrorCode status = U_ZERO_ERROR;
  const int32_t size =
      ucnv_convert(charset, "UTF-8", out.data(), static_cast<int32_t>(out.size()), text.data(), static_cast<int32_t>(text.size()), &status);
  REQUIRE(U_SUCCESS(status));
  out.resize(static_cast<std::size_t>(size));
  return out;
}

struct Case {
  const char* charset;
  const char* text;
};

// Short ones on purpose: a long text is easy.
const std::vector<Case> kCases = {
    {"windows-1252", "It’s “good” news, she said"},
    {"windows-1252", "“Yes,” he said"},
    {"windows-1252", "’Tis late"},
    {"windows-1252", "wait—what"},
    {"windows-1252", "she said) “I’m coming at once. I want them on"},
    {"windows-1252", "The price — £5 — rose"},
    {"windows-1252", "café"},
    {"windows-1252", "Größe und Wärme"},
    {"windows-1252", "Där såg vi åtta älvar på ön"},
    {"windows-1252", "Un été à Orléans, où l’on déjeuna"},
    {"windows-1252", "“Don’t,” she said… ‘never’ — ever–after"},
    {"windows-1252", "El niño comió piña en el jardín; ¿cómo? ¡Qué bien!"},
    {"windows-1252", "A coração não há exceção: são ações"},
    {"Shift_JIS", "東京"},
    {"Shift_JIS", "東京の天気"},
    {"Shift_JIS", "港が閉鎖された。"},
    {"Shift_JIS", "カタカナ"},
    {"Shift_JIS", "Title: 北の港、氷に閉ざされる\n\nBy A. Writer\n\n港湾長は火曜日に述べた。"},
    {"EUC-JP", "港が閉鎖された。"},
    {"EUC-JP", "東京の天気は晴れ、明日は雨になる見込み。"},
    {"GB18030", "港口在星期二关闭，船只正在海上等待。"},
    {"GB18030", "新闻报道"},
    {"Big5", "港口在星期二關閉，船隻正在海上等待。"},
    {"Big5", "新聞報導說，今天的天氣很好"},
    {"EUC-KR", "항구가 화요일에 폐쇄되었다고 말했다."},
    {"EUC-KR", "오늘의 날씨는 맑고 내일은 비가 올 전망이다"},
    {"KOI8-R", "Начальник порта сообщил во вторник, что лёд закрыл гавань на три недели раньше."},
    {"KOI8-R", "Лёд закрыл гавань"},
    {"windows-1251", "Начальник порта сообщил во вторник, что лёд закрыл гавань на три недели раньше."},
    {"windows-1251", "Лёд закрыл гавань"},
};

}  // namespace

TEST_CASE("an encoding that nobody declares is recognised even in a short text") {
  for (const Case& c : kCases) {
    CAPTURE(c.text);
    const Decoded decoded = to_utf8(encode(c.text, c.charset));
    CHECK(decoded.charset == c.charset);
    CHECK(decoded.text == c.text);
    CHECK_FALSE(decoded.lossy);
  }
}

TEST_CASE("a declared encoding is believed where the bytes do not speak against it") {
  for (const Case& c : kCases) {
    CAPTURE(c.text);
    CHECK(to_utf8(encode(c.text, c.charset), c.charset).text == c.text);
  }
  CHECK(to_utf8("caf\xE9", "ISO-8859-1").charset == "windows-1252");
  CHECK(to_utf8("\x93Yes\x94", "iso-8859-1").text == "“Yes”");
  CHECK(to_utf8("\xE8\xE9", "ISO-8859-2").text == "čé");
  CHECK(to_utf8("\xC7\xE1", "windows-1256").text == "ال");
  CHECK(to_utf8("\x1b$B3+H/\x1b(B", "ISO-2022-JP").text == "開発");
  CHECK(to_utf8("\x1b$B3+H/\x1b(B").text == "開発");
}

TEST_CASE("a wrong or unknown declaration is ignored") {
  for (const char* declared : {"", "nonsense", "x-user-defined", "utf-8", "|", "\xff", "utf-16", "UTF-7"}) {
    CAPTURE(declared);
    CHECK(to_utf8("“Über” naïve", declared).text == "“Über” naïve");
    CHECK(to_utf8("\x93Yes,\x94 he said", declared).text == "“Yes,” he said");
    CHECK(to_utf8("plain", declared).charset == "UTF-8");
  }
  for (const char* declared : {"iso-8859-1", "windows-1251", "Shift_JIS", "EUC-JP", "gb2312", "big5", "us-ascii"}) {
    CAPTURE(declared);
    const Decoded decoded = to_utf8("港が閉鎖された。“Über” naïve café", declared);
    CHECK(decoded.charset == "UTF-8");
    CHECK(decoded.text == "港が閉鎖された。“Über” naïve café");
  }
  CHECK(to_utf8("caf\xC3\xA9", "iso-8859-1").text == "café");
  CHECK(to_utf8(encode("港が閉鎖された。氷のため。", "Shift_JIS"), "ISO-8859-1").charset == "Shift_JIS");
  CHECK(to_utf8(encode("港が閉鎖された。氷のため。", "Shift_JIS"), "utf-8").charset == "Shift_JIS");
  CHECK(to_utf8(encode("港が閉鎖された。氷のため。", "EUC-JP"), "Shift_JIS").text == "港が閉鎖された。氷のため。");
}

TEST_CASE("UTF-16 and UTF-32 are recognised with and without a byte order mark") {
  for (const char* text : {"The harbour is closed.\nIce.", "港が閉鎖された。氷のため、船は沖で待機。", "Лёд закрыл гавань.",
                           "أغلق الجليد الميناء.", "港が閉まる", "“Yes” – naïve", "Hi 😀 there"})
    for (const char* charset : {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"}) {
      CAPTURE(text);
      CAPTURE(charset);
      const std::string marked = encode("\xEF\xBB\xBF" + std::string(text), charset), bare = encode(text, charset);
      CHECK(to_utf8(marked).text == text);
      CHECK(to_utf8(marked).charset == charset);
      CHECK(to_utf8(bare).text == text);
      CHECK(to_utf8(bare).charset == charset);
      CHECK(to_utf8(bare, "utf-8").text == text);
    }
  const Decoded cut = to_utf8(std::string_view("\xFF\xFEH\0i\0!", 7));
  CHECK(cut.text == "Hi\xEF\xBF\xBD");
  CHECK(cut.lossy);
}

TEST_CASE("a byte order mark, NULs and foreign line ends do not stay") {
  CHECK(to_utf8("\xEF\xBB\xBFone\r\ntwo\rthree\n").text == "one\ntwo\nthree\n");
  CHECK(to_utf8("\r\r\n\r").text == "\n\n\n");
  CHECK(to_utf8(std::string_view("a\0b and a long text around a single byte that is zero", 53)).text ==
        "ab and a long text around a single byte that is zero");
  CHECK(to_utf8("").text.empty());
  CHECK(to_utf8("").charset == "UTF-8");
  CHECK(to_utf8("\xEF\xBB\xBF").text.empty());
}

TEST_CASE("a UTF-8 text with a few broken bytes stays UTF-8, and says so") {
  std::string text = "Zwölf Größen überwältigten die Übermütigen: Ärger, Öl, süß, heiß. ";
  const Decoded broken = to_utf8(text + "caf\xE9 und");
  CHECK(broken.charset == "UTF-8");
  CHECK(broken.text == text + "caf\xEF\xBF\xBD und");
  CHECK(broken.lossy);
  CHECK(to_utf8(text + "\xE2\x82").text == text + "\xEF\xBF\xBD");
  CHECK(to_utf8("\xEF\xBB\xBFx\xC0\xAFy").text == "x\xEF\xBF\xBD\xEF\xBF\xBDy");
}

TEST_CASE("whatever the bytes, the text is valid UTF-8 without NUL and CR") {
  std::mt19937 random(8);
  const std::array<const char*, 8> declared = {"", "utf-8", "utf-16", "Shift_JIS", "gb18030", "iso-2022-jp", "koi8-r", "windows-1252"};
  for (int round = 0; round < 6000; ++round) {
    std::string bytes(random() % 60, '\0');
    const unsigned span = 1 + random() % 256, first = random() % 256;
    for (char& c : bytes) c = static_cast<char>(first + random() % span);
    const Decoded decoded = to_utf8(bytes, declared[random() % declared.size()]);
    REQUIRE(backfile::text::is_utf8(decoded.text));
    REQUIRE(decoded.text.find('\0') == std::string::npos);
    REQUIRE(decoded.text.find('\r') == std::string::npos);
    REQUIRE_FALSE(decoded.charset.empty());
  }
  // A long text crosses the borders of the converter's buffers.
  std::string japanese;
  while (japanese.size() < 200'000) japanese += "港が閉鎖された。氷のため、船は沖で待機。a";
  CHECK(to_utf8(encode(japanese, "Shift_JIS")).text == japanese);
  CHECK(to_utf8(encode(japanese, "UTF-16LE")).text == japanese);
}
