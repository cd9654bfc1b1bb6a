// Field by field; what a field repeats of another is left out.
#include "indexer/readers/sgml_article.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/article/language.h"
#include "indexer/readers/sgml_names.h"
#include "indexer/readers/sgml_text.h"
#include "indexer/readers/wire_dates.h"
#include "indexer/text/charset.h"
#include "indexer/wording/byline.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

using article::Article;
using article::Date;
using article::Precision;

std::string line_of(const SgmlField& field) { return text::one_line(text::clean(field.text)); }

void append_paragraph(std::string& body, const std::string& paragraph) {
  if (paragraph.empty()) return;
  body += body.empty() ? "" : "\n\n";
  body += paragraph;
}

void set(std::string& value, std::string found) {
  if (value.empty()) value = std::move(found);
}

void append_new(std::vector<std::string>& list, std::vector<std::string> found) {
  for (std::string& value : found) {
    if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(std::move(value));
  }
}

class Builder {
 public:
  Builder(const SgmlRecord& record, bool reuters, const std::string& language) : record_(record), reuters_(reuters), language_(language) {}

  Article run() {
    for (const SgmlField& field : record_.fields) {
      if (field.role == SgmlRole::language) article_.language = article::canonical_language(line_of(field));
    }
    set(article_.language, article::canonical_language(attribute(record_, "LANG")));
    if (!article_.language.empty()) language_ = article_.language;
    identify();
    for (const SgmlField& field : record_.fields) take(field);
    finish();
    return std::move(article_);
  }

 private:
  static constexpr std::size_t kMaxFlash = 160;

  /// Reuters numbers its items anew from 1 (NEWID), which any other collection's numbers would meet.
  void identify() {
    if (reuters_) {
      const std::string_view number = attribute(record_, "NEWID");
      const std::string_view old = attribute(record_, "OLDID");
      if (!number.empty())
        article_.id = "reuters-" + std::string(number);
      else if (!old.empty())
        article_.id = "reuters-old-" + std::string(old);
      article_.source = "Reuters";
      return;
    }
    set(article_.id, std::string(attribute(record_, "ID")));
    set(article_.id, std::string(attribute(record_, "DOCNO")));
  }

  void take(const SgmlField& field) {
    switch (field.role) {
      case SgmlRole::text:
      case SgmlRole::lead:
      case SgmlRole::caption:
      case SgmlRole::summary:
      case SgmlRole::loose:
        return take_text(field);
      case SgmlRole::date:
      case SgmlRole::stamp:
      case SgmlRole::time:
      case SgmlRole::dateline:
      case SgmlRole::correction:
      case SgmlRole::correction_date:
        return take_date(field);
      case SgmlRole::title:
      case SgmlRole::heading:
      case SgmlRole::author:
        return take_head(field);
      default:
        return take_name(field);
    }
  }

  void take_text(const SgmlField& field) {
    if (field.role == SgmlRole::text && field.inner_text && text::one_line(text::clean(field.text)).size() > 0) {
      outer_text_.push_back(&field);
    } else if (field.role == SgmlRole::text) {
      SgmlField text = field;
      if (reuters_) return take_wire_text(std::move(text));
      break_at_semicolons(text.text);
      append_paragraph(text_, without_labels(sgml_paragraphs(text)));
    } else if (field.role == SgmlRole::lead) {
      SgmlField text = field;
      break_at_semicolons(text.text);
      append_paragraph(lead_, sgml_paragraphs(text));
    } else if (field.role == SgmlRole::caption) {
      append_paragraph(captions_, sgml_paragraphs(field));
    } else if (field.role == SgmlRole::summary) {
      append_paragraph(article_.summary, sgml_paragraphs(field));
    } else {
      loose_ = &field;
    }
  }

  /// Of a Reuters item: the dateline stands on the text's first line, and a text that was not taken apart begins with its headline.
  void take_wire_text(SgmlField text) {
    cut_written_returns(text.text);
    cut_sign_off(text.text);
    std::string line = text::one_line(text::clean(text.text));
    if (is_filler(line)) return;
    if (text.type == "UNPROC" || text.type == "BRIEF") {
      set(article_.title, take_capital_headline(text.text));
      // A flash is a headline and nothing else.
      if (article_.title.empty() && line.size() <= kMaxFlash && sgml_paragraphs(text, 1).find("\n\n") == std::string::npos) {
        line.erase(0, std::min(line.find_first_not_of("*0123456789 "), line.size()));
        article_.title = std::move(line);
        return;
      }
    } else if (!dateline_.empty()) {
      text.text = "    " + with_dateline(std::exchange(dateline_, {}), text.text);
    }
    append_paragraph(text_, sgml_paragraphs(text, 1));
  }

  /// The collection's makers filled the texts of briefs, which are headlines alone, with asterisks and `Blah blah blah.`
  static bool is_filler(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of("* "), text.size()));
    return text.empty() || text == "Blah blah blah.";
  }

  /// FBIS begins texts with lines about the report.
  static std::string without_labels(std::string text) {
    constexpr auto kLabels = std::to_array<std::string_view>({"Language:", "Article Type:", "Document Type:"});
    while (std::any_of(kLabels.begin(), kLabels.end(), [&](std::string_view label) { return text.starts_with(label); })) {
      const std::size_t end = text.find('\n');
      if (end == text.npos || end > 100) break;
      text.erase(0, text.find_first_not_of('\n', end));
    }
    return text;
  }

  void take_date(const SgmlField& field) {
    const std::string line = line_of(field);
    if (field.role == SgmlRole::date) {
      const auto date = date_in_field(
          field.text.find_first_of('\x05') < field.text.size() ? field.text.substr(0, field.text.find('\x05')) : line, language_);
      if (date && date->precision > article_.published.precision) article_.published = *date;
      if (article_.edition.empty() && line.ends_with(" Edition")) article_.edition = text::one_line(line.substr(line.rfind(',') + 1));
    } else if (field.role == SgmlRole::stamp) {
      stamp_ = date_in_stamp(line).value_or(stamp_);
    } else if (field.role == SgmlRole::time) {
      time_ = line;
    } else if (field.role == SgmlRole::dateline) {
      const auto date = date_in_field(line, language_);
      if (date && date->precision >= Precision::day)
        dateline_date_ = *date;
      else
        set(dateline_, line);
    } else if (field.role == SgmlRole::correction) {
      const std::string text = sgml_paragraphs(field);
      if (!text.empty()) article_.corrections.push_back({{}, text});
    } else {
      correction_date_ = date_in_field(line, language_).value_or(Date{});
    }
  }

  void take_head(const SgmlField& field) {
    if (field.role == SgmlRole::author) {
      append_new(article_.authors, names_of_byline(line_of(field)));
    } else if (field.role == SgmlRole::heading) {
      const std::string line = line_of(field);
      if (!line.empty()) heading_ = line;
    } else if (article_.title.empty()) {
      const SgmlHeadline headline = sgml_headline(text::clean(field.text));
      article_.title = headline.title;
      append_new(article_.authors, names_of_byline(headline.byline));
    }
  }

  void take_name(const SgmlField& field) {
    const std::string line = line_of(field);
    if (line.empty()) return;
    switch (field.role) {
      case SgmlRole::id:
        article_.id = line;
        break;
      case SgmlRole::other_id:
        set(other_id_, line);
        break;
      case SgmlRole::url:
        set(article_.url, line);
        break;
      case SgmlRole::subtitle:
        set(article_.subtitle, line);
        break;
      case SgmlRole::section:
        take_section(line);
        break;
      case SgmlRole::page:
        set(article_.page, page_number(line));
        break;
      case SgmlRole::edition:
        set(article_.edition, line);
        break;
      case SgmlRole::source:
        take_source(line);
        break;
      case SgmlRole::journal:
        take_journal(line);
        break;
      case SgmlRole::tags:
        append_new(article_.tags, sgml_terms(text::clean(field.text)));
        break;
      case SgmlRole::places:
        append_new(article_.places, sgml_terms(text::clean(field.text)));
        break;
      default:
        break;
    }
  }

  void take_section(const std::string& line) {
    const SgmlSection section = sgml_section(line);
    set(article_.section, section.name);
    set(article_.page, section.page);
  }

  void take_source(const std::string& line) {
    const SgmlSection source = sgml_source(line);
    set(article_.source, source.name);
    set(article_.page, source.page);
  }

  void take_journal(const std::string& line) {
    const SgmlJournal journal = sgml_journal(line, language_);
    set(article_.source, journal.name);
    set(article_.page, journal.page);
    if (!article_.published) article_.published = journal.date;
  }

  void finish() {
    set(article_.id, other_id_);
    set(article_.title, heading_);
    // A byline may stand between the headline and the text.
    for (const SgmlField* outer : outer_text_) {
      if (article_.authors.empty()) append_new(article_.authors, bylines_among(text::clean(outer->text)));
    }
    article_.body = lead_.empty() || text_.starts_with(lead_) ? text_ : lead_ + (text_.empty() ? "" : "\n\n" + text_);
    // A text within the text that turned out empty.
    if (article_.body.empty() && !outer_text_.empty()) article_.body = sgml_paragraphs(*outer_text_.front());
    if (article_.body.empty() && loose_ && !reuters_) article_.body = sgml_paragraphs(*loose_);
    if (!article_.body.empty() || article_.title.empty()) article_.body = with_dateline(dateline_, article_.body);
    if (!captions_.empty() && article_.body.find(captions_) == std::string::npos) append_paragraph(article_.body, captions_);
    set_date();
    const std::string known = source_of_document_number(article_.id);
    if (!known.empty()) article_.source = known;
    if (!article_.corrections.empty()) article_.corrections.front().date = correction_date_;
  }

  void set_date() {
    Date& date = article_.published;
    if (!date) date = dateline_date_;
    if (stamp_ && (!date || date.precision <= Precision::day)) date = stamp_;
    if (!date) date = date_in_document_number(article_.id).value_or(Date{});
    if (!date)
      date = date_in_document_number(attribute(record_, "DATE"))
                 .value_or(date_in_field(attribute(record_, "DATE"), language_).value_or(Date{}));
    if (date.precision != Precision::day || time_.empty()) return;
    const auto timed = date_in_field(article::to_iso(date) + " " + clock_of(time_), language_);
    if (timed && timed->precision > Precision::day) date = *timed;
  }

  /// 00.01 to 00:01.
  static std::string clock_of(std::string text) {
    std::replace(text.begin(), text.end(), '.', ':');
    return text;
  }

  const SgmlRecord& record_;
  bool reuters_;
  std::string language_;
  Article article_;
  std::string text_, lead_, captions_, dateline_, other_id_, heading_, time_;
  Date stamp_, dateline_date_, correction_date_;
  std::vector<const SgmlField*> outer_text_;
  const SgmlField* loose_ = nullptr;
};

}  // namespace

Article article_in_sgml(const SgmlRecord& record, bool reuters, const std::string& language) {
  return Builder(record, reuters, language).run();
}

}  // namespace backfile::readers
