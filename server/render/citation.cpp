// RIS goes line by line, "TY  - NEWS"; BibTeX by fields in braces.
#include "server/render/citation.h"

#include <algorithm>
#include <cstdio>

namespace backfile::render {
namespace {

/// Line breaks and other white space as one space each; control characters and what turns the direction of writing are left out.
std::string one_line(std::string_view text) {
  std::string line;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const std::string_view three = text.substr(i, 3);
    const bool separator = three == "\u2028" || three == "\u2029";
    const bool turn = (three >= "\u202A" && three <= "\u202E") || (three >= "\u2066" && three <= "\u2069");
    if (separator || turn) i += 2;
    if (turn) continue;
    if (separator || c <= 0x20 || c == 0x7f) {
      if (!line.empty() && line.back() != ' ') line += ' ';
    } else {
      line += text[i];
    }
  }
  if (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

/// The article's own address where it is one of the web; nothing else may come into a reference manager as a link.
std::string best_address(const article::Article& article, std::string_view address) {
  const std::string url = one_line(article.url);
  const bool web = url.starts_with("http://") || url.starts_with("https://");
  return web && url.find(' ') == std::string::npos ? url : std::string(address);
}

std::string iso_day(const article::Date& date) {
  article::Date day = date;
  day.precision = std::min(day.precision, article::Precision::day);
  day.offset_minutes.reset();
  return article::to_iso(day);
}

std::string title_of(const article::Article& article) {
  const std::string title = one_line(article.title), subtitle = one_line(article.subtitle);
  if (title.empty()) return "[no title]";
  return subtitle.empty() ? title : title + ": " + subtitle;
}

std::string latex(std::string_view text) {
  std::string out;
  for (const char c : one_line(text)) {
    constexpr std::string_view kSpecial = "&%$#_{}", kNamed = "\\~^";
    static constexpr const char* kNames[] = {"\\textbackslash{}", "\\textasciitilde{}", "\\textasciicircum{}"};
    if (const auto named = kNamed.find(c); named != std::string_view::npos) {
      out += kNames[named];
      continue;
    }
    if (kSpecial.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

/// URLs stand as they are, but what would end the field's braces is encoded.
std::string bibtex_url(std::string_view url) {
  std::string out;
  for (const char c : url) {
    const bool unsafe = c == '{' || c == '}' || c == '\\';
    char encoded[4];
    std::snprintf(encoded, sizeof encoded, "%%%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
    out += unsafe ? std::string(encoded) : std::string(1, c);
  }
  return out;
}

}  // namespace

std::string ris(const article::Article& article, std::string_view address) {
  std::string out;
  const auto line = [&](const char* tag, const std::string& value) {
    if (!value.empty()) ((out += tag) += "  - " + value) += "\r\n";
  };
  line("TY", "NEWS");
  line("ID", article.id);
  line("TI", title_of(article));
  for (const auto& author : article.authors) line("AU", one_line(author));
  line("T2", one_line(article.source));
  line("SE", one_line(article.section));
  line("ET", one_line(article.edition));
  line("SP", one_line(article.page));
  if (article.published) {
    // PY is the year, DA is year/month/day, of which what is not known stays empty.
    std::string day = iso_day(article.published);
    line("PY", day.substr(0, 4));
    std::replace(day.begin(), day.end(), '-', '/');
    line("DA", day + std::string(static_cast<std::size_t>(3 - std::count(day.begin(), day.end(), '/')), '/'));
  }
  for (const auto& tag : article.tags) line("KW", one_line(tag));
  line("LA", article.language);
  line("AB", one_line(article.summary));
  line("UR", best_address(article, address));
  return out + "ER  - \r\n";
}

std::string bibtex(const article::Article& article, std::string_view address) {
  std::string out = "@article{" + article.id;
  const auto field = [&](const char* name, const std::string& value) {
    if (!value.empty()) ((out += ",\n  ") += name) += " = {" + value + "}";
  };
  std::string authors;
  // A name in braces stays as it is: BibTeX would take "and" and commas in it for its own.
  for (const auto& author : article.authors) authors += (authors.empty() ? "{" : " and {") + latex(author) + "}";
  field("title", "{" + latex(title_of(article)) + "}");
  field("author", authors);
  field("journal", latex(article.source));
  if (article.published) {
    const std::string day = iso_day(article.published);
    field("year", day.substr(0, 4));
    if (day.size() >= 7) field("month", std::to_string(article.published.month));
    if (day.size() >= 10) field("day", std::to_string(article.published.day));
    field("date", day);
  }
  field("pages", latex(article.page));
  field("edition", latex(article.edition));
  field("langid", article.language);
  field("url", bibtex_url(best_address(article, address)));
  return out + "\n}\n";
}

std::string plain_citation(const article::Article& article, std::string_view address) {
  std::string out;
  const auto add = [&](const std::string& part) {
    if (!part.empty()) (out += out.empty() ? "" : ", ") += part;
  };
  for (const auto& author : article.authors) add(one_line(author));
  add("“" + title_of(article) + "”");
  add(one_line(article.source));
  add(iso_day(article.published));
  const std::string page = one_line(article.page);
  if (!page.empty()) add("p. " + page);
  return out + ". " + best_address(article, address);
}

}  // namespace backfile::render
