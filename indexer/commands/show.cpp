// `show ID`: everything the archive holds of one article: fields, terms, values.
#include <xapian.h>
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "indexer/article/article_json.h"
#include "indexer/article/stored.h"
#include "indexer/commands/command.h"
#include "indexer/commands/options.h"
#include "indexer/schema/fields.h"
#include "indexer/store/look_up.h"
#include "indexer/store/reader.h"
#include "indexer/store/whole_document.h"

namespace backfile::commands {

namespace {

struct ShowCommand {
  std::string archive, id;
};

struct Shown {
  std::string stored;
  std::vector<std::string> terms, values;
};

/// Values are bytes: what is not printable ASCII is shown as \xNN.
std::string printable(const std::string& bytes) {
  static const char* kHex = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7F && c != '\\')
      text += c;
    else
      text.append("\\x").append(1, kHex[byte >> 4]).append(1, kHex[byte & 15]);
  }
  return text;
}

std::string term_line(const Xapian::TermIterator& term) {
  std::string line = *term;
  line += "  wdf " + std::to_string(term.get_wdf());
  if (term.positionlist_count() == 0) return line;
  line += "  positions";
  for (auto position = term.positionlist_begin(); position != term.positionlist_end(); ++position) line += ' ' + std::to_string(*position);
  return line;
}

/// database: one of the archive's, in this directory.
Shown gather(const Xapian::Database& database, const std::string& path, const std::string& id) {
  Shown shown;
  const std::string term = schema::id_term(id);
  auto posting = database.postlist_begin(term);
  if (posting == database.postlist_end(term)) return shown;
  const Xapian::Document document = store::WholeDocuments(database, path).get(*posting);
  shown.stored = document.get_data();
  for (auto at = document.termlist_begin(); at != document.termlist_end(); ++at) shown.terms.push_back(term_line(at));
  for (auto value = document.values_begin(); value != document.values_end(); ++value)
    shown.values.push_back(std::to_string(value.get_valueno()) + "  " + printable(*value));
  return shown;
}

int run(const ShowCommand& command) {
  auto reader = store::Reader::open(command.archive);
  if (!reader) return failed(reader.error());
  std::optional<store::Known> known;
  auto shown = (*reader)->with([&](Xapian::Database&) {
    known = store::look_up(**reader, command.id, article::now_instant());
    Shown found;
    for (const std::string& name : (*reader)->manifest().all())
      if (found.stored.empty()) found = gather((*reader)->single(name), (*reader)->path_of(name), command.id);
    return found;
  });
  if (!shown) return failed(shown.error());
  if (known && known->state == store::Known::State::deleted)
    return failed({Code::gone,
                   "the article \"" + command.id + "\" was deleted on " + article::to_iso(article::from_instant(known->since)) +
                       (known->data.empty() ? "" : ": " + known->data),
                   "id"});
  if (shown->stored.empty()) return failed({Code::not_found, "no article has the id \"" + command.id + "\"", "id"});
  auto article = article::decode(shown->stored);
  if (!article) return failed(article.error());
  std::cout << nlohmann::ordered_json::parse(article::to_json(*article)).dump(2) << '\n';
  std::cout << "\nvalues (slot, bytes):\n";
  for (const std::string& value : shown->values) std::cout << "  " << value << '\n';
  std::cout << "\nterms:\n";
  for (const std::string& term : shown->terms) std::cout << "  " << term << '\n';
  return kAllWell;
}

}  // namespace

void install_show(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("show", "Prints one article as the archive holds it: fields, values, terms with positions");
  auto options = std::make_shared<ShowCommand>();
  archive_option(*command, options->archive);
  command->add_option("id", options->id, "The article's id")->required()->type_name("ID");
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace backfile::commands
