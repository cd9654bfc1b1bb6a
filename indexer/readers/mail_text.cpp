// Footers are cut only where their own words say what they are, and only near the end.
#include "indexer/readers/mail_text.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "indexer/markup/fragment.h"
#include "indexer/readers/reflow.h"
#include "indexer/text/charset.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

constexpr auto kBrowser = std::to_array<std::string_view>({"view this email in your browser",
                                                           "view in browser",
                                                           "view in your browser",
                                                           "view it in your browser",
                                                           "view this email online",
                                                           "view online",
                                                           "read online",
                                                           "view as a web page",
                                                           "view web version",
                                                           "web version",
                                                           "having trouble viewing",
                                                           "trouble reading this",
                                                           "is this email not displaying",
                                                           "im browser ansehen",
                                                           "im browser öffnen",
                                                           "im browser anzeigen",
                                                           "online ansehen",
                                                           "onlineversion",
                                                           "webversion",
                                                           "voir dans le navigateur",
                                                           "dans votre navigateur",
                                                           "version en ligne",
                                                           "version web",
                                                           "ver en el navegador",
                                                           "ver en navegador",
                                                           "en tu navegador",
                                                           "versión web",
                                                           "visualizza nel browser",
                                                           "ver no navegador",
                                                           "bekijk in browser",
                                                           "bekijk de webversie",
                                                           "visa i webbläsare",
                                                           "открыть в браузере",
                                                           "ブラウザで"});
constexpr auto kFooter = std::to_array<std::string_view>({"unsubscribe",
                                                          "you are receiving this",
                                                          "you're receiving this",
                                                          "you’re receiving this",
                                                          "you received this email",
                                                          "this email was sent to",
                                                          "this message was sent to",
                                                          "update your preferences",
                                                          "update subscription preferences",
                                                          "manage your subscription",
                                                          "manage your preferences",
                                                          "our mailing address is",
                                                          "abbestellen",
                                                          "newsletter abmelden",
                                                          "vom newsletter abmelden",
                                                          "sie erhalten diesen newsletter",
                                                          "sie erhalten diese e-mail",
                                                          "se désabonner",
                                                          "se désinscrire",
                                                          "désinscription",
                                                          "vous recevez ce",
                                                          "vous recevez cet",
                                                          "darse de baja",
                                                          "darte de baja",
                                                          "cancelar suscripción",
                                                          "cancelar la suscripción",
                                                          "recibes este correo",
                                                          "disiscriviti",
                                                          "annulla l'iscrizione",
                                                          "ricevi questa",
                                                          "cancelar inscrição",
                                                          "descadastrar",
                                                          "uitschrijven",
                                                          "afmelden voor",
                                                          "u ontvangt deze",
                                                          "avregistrera",
                                                          "avprenumerera",
                                                          "meld deg av",
                                                          "afmeld",
                                                          "wypisz się",
                                                          "отписаться",
                                                          "вы получили это письмо",
                                                          "退订",
                                                          "取消订阅",
                                                          "配信停止",
                                                          "구독 취소",
                                                          "إلغاء الاشتراك"});

std::string_view trimmed(std::string_view line) {
  const auto first = line.find_first_not_of(" \t\r");
  return first == line.npos ? std::string_view() : line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

template <std::size_t N>
bool holds_one(std::string_view paragraph, const std::array<std::string_view, N>& phrases) {
  constexpr std::size_t kLongest = 400;  // a longer paragraph is an article's that speaks of such things
  if (paragraph.size() > kLongest) return false;
  const std::string text = wording::lower(paragraph);
  return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) { return text.find(phrase) != text.npos; });
}

bool is_rule(std::string_view line) { return line.size() >= 3 && line.find_first_not_of("-=_*~#+. ") == line.npos; }

bool is_address(std::string_view text) {
  return (text.starts_with("http://") || text.starts_with("https://")) && text.find(' ') == text.npos;
}

/// Without addresses in brackets behind their words: `Read it <https://…>`, `( https://… )`.
std::string without_addresses(std::string_view line) {
  std::string kept;
  for (std::size_t at = 0; at < line.size();) {
    const char c = line[at];
    const char close = c == '<' ? '>' : c == '(' ? ')' : c == '[' ? ']' : '\0';
    constexpr std::size_t kLongest = 4000;
    const auto end = close == '\0' ? line.npos : line.substr(0, std::min(line.size(), at + kLongest)).find(close, at);
    if (end != line.npos && is_address(trimmed(line.substr(at + 1, end - at - 1)))) {
      at = end + 1;
      continue;
    }
    kept += c;
    ++at;
  }
  return kept;
}

/// Lines of a mail's plain text: rules and bare addresses go, and what stands below a signature's mark.
std::string plain_lines(std::string_view text) {
  std::string kept;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const std::string_view whole = text.substr(begin, end - begin);
    begin = end + 1;
    constexpr std::size_t kLongestSignature = 1200;
    if ((whole == "-- " || whole == "--") && text.size() - std::min(begin, text.size()) <= kLongestSignature) break;
    if (whole.starts_with("____________________") &&
        wording::lower(text.substr(std::min(begin, text.size()), 200)).find("mailing list") != text.npos)
      break;
    std::string_view line = trimmed(whole);
    if (is_rule(line)) {
      kept += '\n';
      continue;
    }
    if (is_address(line)) continue;
    const bool starred = line.starts_with("** ");  // Mailchimp's headings
    kept += starred ? "\n" + without_addresses(line.substr(3)) + "\n" : without_addresses(starred ? line : whole);
    kept += '\n';
  }
  return kept;
}

std::vector<std::string_view> paragraphs_of(std::string_view text) {
  std::vector<std::string_view> paragraphs;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find("\n\n", begin), text.size());
    paragraphs.push_back(text.substr(begin, end - begin));
    begin = end + 2;
  }
  return paragraphs;
}

std::string without_furniture(const std::string& text) {
  const auto all = paragraphs_of(text);
  std::size_t begin = 0, end = all.size();
  constexpr std::size_t kHead = 4;
  for (std::size_t i = 0; i < std::min(kHead, all.size()); ++i) {
    if (holds_one(all[i], kBrowser)) begin = i + 1;
  }
  // From the first footer of the second half on, where little follows.
  constexpr std::size_t kMostBehind = 2500;
  for (std::size_t i = std::max(begin, all.size() / 2); i < all.size(); ++i) {
    const auto behind = static_cast<std::size_t>(text.data() + text.size() - all[i].data());
    if (behind > kMostBehind || !(holds_one(all[i], kFooter) || holds_one(all[i], kBrowser))) continue;
    end = i;
    break;
  }
  const auto is_small = [](std::string_view paragraph) {
    constexpr std::size_t kNotice = 120;  // of whose the text is
    const bool notice = paragraph.size() <= kNotice && (wording::lower(paragraph).starts_with("copyright") || paragraph.starts_with("©"));
    return notice || is_rule(trimmed(paragraph)) || is_address(trimmed(paragraph));
  };
  while (end > begin && is_small(all[end - 1])) --end;
  std::string kept;
  for (std::size_t i = begin; i < end; ++i) kept.append(kept.empty() ? "" : "\n\n").append(all[i]);
  return kept;
}

}  // namespace

std::string text_of_mail(const MailTexts& texts) {
  const std::string plain = without_furniture(reflow(text::clean(plain_lines(texts.plain))));
  const std::string html = without_furniture(text::paragraphs(text::clean(markup::html_to_text(texts.html))));
  constexpr std::size_t kStub = 3;  // a plain text that much shorter is a hint to read the HTML, or a mailing list's footer
  return plain.empty() || plain.size() * kStub < html.size() ? html : plain;
}

}  // namespace backfile::readers
