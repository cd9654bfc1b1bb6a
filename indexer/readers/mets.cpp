// One pass over the tree fills the tables.
#include "indexer/readers/mets.h"

#include <algorithm>

#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

using markup::Node;

void add_file(const Node& node, Mets& mets) {
  MetsFile file;
  file.id = node.attribute("ID");
  file.mime = node.attribute("MIMETYPE");
  if (const Node* location = node.child("FLocat")) file.href = location->attribute("href");
  for (const Node* at = node.parent; at && at->is("fileGrp"); at = at->parent)
    file.use = wording::lower(std::string(at->attribute("USE")) + " " + std::string(at->attribute("ID"))) + " " + file.use;
  mets.file_numbers.emplace(file.id, mets.files.size());
  mets.files.push_back(std::move(file));
}

std::string_view without_hash(std::string_view reference) {
  if (reference.starts_with('#')) reference.remove_prefix(1);
  return reference;
}

/// smLinkGrp: locators give a label to a division, arcs lead from label to label.
void add_group(const Node& group, Mets& mets) {
  std::unordered_map<std::string_view, std::string_view> ids;
  for (const Node* locator : markup::children(group, "smLocatorLink"))
    ids.emplace(locator->attribute("label"), without_hash(locator->attribute("href")));
  for (const Node* arc : markup::children(group, "smArcLink")) {
    const auto from = ids.find(arc->attribute("from")), to = ids.find(arc->attribute("to"));
    if (from != ids.end() && to != ids.end()) mets.links[from->second].push_back(to->second);
  }
}

bool is_physical(const Node& map) {
  return wording::lower(std::string(map.attribute("TYPE")) + " " + std::string(map.attribute("LABEL"))).find("physical") !=
         std::string::npos;
}

void index(Mets& mets) {
  const Node& root = mets.tree.root();
  for (const Node* node = root.first; node; node = markup::next_within(*node, root)) {
    if (node->is("file"))
      add_file(*node, mets);
    else if (node->is("div"))
      mets.divs.emplace(node->attribute("ID"), node);
    else if (node->is("dmdSec"))
      mets.descriptions.emplace(node->attribute("ID"), node);
    else if (node->is("structMap"))
      mets.maps.push_back(node);
    else if (node->is("smLink"))
      mets.links[without_hash(node->attribute("from"))].push_back(without_hash(node->attribute("to")));
    else if (node->is("smLinkGrp"))
      add_group(*node, mets);
  }
  std::stable_partition(mets.maps.begin(), mets.maps.end(), [](const Node* map) { return !is_physical(*map); });
}

}  // namespace

bool Mets::may_be_alto(std::size_t file) const {
  const MetsFile& one = files[file];
  const std::string name = wording::lower(one.href);
  const bool named = name.ends_with(".xml") || name.ends_with(".alto") || name.find(".xml.") != name.npos;
  const bool xml = one.mime.ends_with("xml") || one.mime.find("alto") != one.mime.npos;
  return !one.href.empty() && !is_image(file) && (xml || (one.mime.empty() && named) || (named && one.use.find("alto") != one.use.npos));
}

std::vector<MetsArea> Mets::areas(const Node& div) const {
  std::vector<MetsArea> found;
  const auto add = [&](const Node& node) {
    const auto file = file_numbers.find(node.attribute("FILEID"));
    if (file == file_numbers.end()) return;
    const std::string_view begin = node.attribute("BEGIN"), end = node.attribute("END");
    found.push_back({file->second, begin, end == begin ? std::string_view() : end});
  };
  for (const Node* pointer : markup::children(div, "fptr")) {
    if (pointer->has("FILEID")) add(*pointer);
    for (const Node* area : markup::find_all(*pointer, "area")) add(*area);
  }
  return found;
}

Mets read_mets(source::ByteStream& bytes, const Options& options) {
  markup::XmlLimits limits;
  limits.max_bytes = options.max_record_bytes;
  limits.max_seconds = options.max_record_seconds;
  markup::XmlOutcome outcome = markup::read_xml(bytes, limits);
  Mets mets;
  mets.tree = std::move(outcome.tree);
  mets.problems = std::move(outcome.problems);
  mets.broken = std::move(outcome.broken);
  index(mets);
  return mets;
}

std::string mets_type(const Node& div) {
  std::string_view type = div.attribute("TYPE");
  if (const auto colon = type.rfind(':'); colon != type.npos) type.remove_prefix(colon + 1);
  std::string letters;
  for (const char c : type) {
    if (c >= 'a' && c <= 'z') letters += static_cast<char>(c - 'a' + 'A');
    if (c >= 'A' && c <= 'Z') letters += c;
  }
  return letters;
}

std::vector<std::string_view> mets_ids(std::string_view list) { return wording::words(list); }

}  // namespace backfile::readers
