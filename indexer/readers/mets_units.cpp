// A walk down the divisions. Below an article everything belongs to it but the articles within it.
#include "indexer/readers/mets_units.h"

#include <algorithm>
#include <map>
#include <unordered_set>

#include "indexer/text/charset.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

using markup::Node;

const std::unordered_map<std::string_view, MetsType>& types() {
  static const std::unordered_map<std::string_view, MetsType> kTypes = {
#define BACKFILE_METS_TYPE(type, role, section) {#type, {MetsRole::role, section}},
#include "indexer/readers/mets_types.def"
#undef BACKFILE_METS_TYPE
  };
  return kTypes;
}

/// The role of what lies below `outer`: a text within a title is a title. A picture is what recognition made of it, and left out, but for
/// its caption and its title; the image of a table is the table.
MetsRole inner(MetsRole outer, MetsRole role) {
  if (role == MetsRole::picture) return role;
  if (outer == MetsRole::picture) return role == MetsRole::image || role == MetsRole::unknown ? outer : MetsRole::text;
  const bool telling = role >= MetsRole::heading && role <= MetsRole::author;
  return telling ? role : outer;
}

class Walk {
 public:
  explicit Walk(const Mets& mets) : mets_(mets), below_(mets.tree.nodes(), 0) {
    const Node& root = mets.tree.root();
    for (const Node* node = root.first; node; node = markup::next_within(*node, root)) {
      if (node->is("div") && is_holder(type_of(*node).role)) mark_above(*node, kHolder);
      if (node->is("fptr")) mark_above(*node, kPointer);
    }
  }

  std::vector<MetsUnit> units() {
    for (const Node* map : mets_.maps) {
      if (is_physical(*map)) continue;
      for (const Node* div : markup::children(*map, "div")) open(*div, {});
      if (!units_.empty()) break;  // another logical map would give the same articles again
    }
    drop_shared_pages();
    std::erase_if(units_, [](const MetsUnit& unit) { return unit.parts.empty(); });
    return std::move(units_);
  }

 private:
  struct Around {
    std::string section;                              // the name of the sections around
    std::size_t unit = static_cast<std::size_t>(-1);  // that text belongs to
    MetsRole role = MetsRole::text;
    bool in_article = false;
  };
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  static constexpr std::uint8_t kHolder = 1, kPointer = 2;  // what lies below a division
  static constexpr std::size_t kMaxAreas = 2'000'000;       // looked at in all, since links may lead to the same areas again and again

  static bool is_holder(MetsRole role) { return role == MetsRole::unit || role == MetsRole::container || role == MetsRole::section; }

  void mark_above(const Node& node, std::uint8_t mark) {
    for (const Node* at = node.parent; at && !(below_[at->index] & mark); at = at->parent) below_[at->index] |= mark;
  }

  bool is_physical(const Node& map) const {
    const std::string says = wording::lower(std::string(map.attribute("TYPE")) + " " + std::string(map.attribute("LABEL")));
    return says.find("physical") != says.npos || says.find("single") != says.npos;
  }

  /// div: outside any article, or anything below one. Depth is bounded by the parser.
  void open(const Node& div, Around around) {
    const MetsType type = type_of(div);
    if (type.role == MetsRole::unit) return unit(div, type, around);
    if (around.in_article) return part(div, type, around);
    switch (type.role) {
      case MetsRole::furniture:
        return furniture(div, around);
      case MetsRole::section:
        if (std::string label = name_of_section(div); !label.empty()) around.section = label;
        return container(div, around, true);
      case MetsRole::container:
        return container(div, around, false);
      case MetsRole::unknown:
        if (below_[div.index] == kPointer) return unit(div, {MetsRole::unit, {}}, around);
        return container(div, around, false);
      default:
        return part(div, type, around);
    }
  }

  void unit(const Node& div, const MetsType& type, Around around) {
    MetsUnit unit;
    unit.div = &div;
    unit.section = type.section.empty() ? around.section : std::string(type.section);
    units_.push_back(std::move(unit));
    around.unit = units_.size() - 1;
    around.in_article = true;
    around.role = MetsRole::text;
    add(div, around);
    below(div, around);
  }

  void furniture(const Node& div, Around around) {
    units_.push_back({&div, {}, {}, MetsUnit::Kind::furniture});
    around.unit = units_.size() - 1;
    around.in_article = true;
    around.role = MetsRole::text;
    add(div, around);
    below(div, around);
  }

  void container(const Node& div, Around around, bool is_section) {
    MetsUnit own;
    own.div = &div;
    own.section = around.section;
    own.kind = is_section ? MetsUnit::Kind::section : MetsUnit::Kind::loose;
    units_.push_back(std::move(own));
    around.unit = units_.size() - 1;
    around.role = MetsRole::text;
    if (is_section) add(div, around);
    below(div, around);
  }

  void part(const Node& div, const MetsType& type, Around around) {
    around.role = inner(around.role, type.role);
    if (type.role != MetsRole::furniture || around.in_article) add(div, around);
    below(div, around);
  }

  void below(const Node& div, const Around& around) {
    for (const Node* child : markup::children(div, "div")) open(*child, around);
  }

  std::vector<MetsArea> own_areas(const Node& div) {
    if (areas_ > kMaxAreas) return {};
    std::vector<MetsArea> areas = mets_.areas(div);
    areas_ += areas.size();
    std::erase_if(areas, [&](const MetsArea& area) { return !mets_.may_be_alto(area.file); });
    return areas;
  }

  void add(const Node& div, const Around& around) {
    if (around.unit == kNone) return;
    add_areas(own_areas(div), around.role, around);
    const auto links = mets_.links.find(div.attribute("ID"));
    if (links == mets_.links.end() || div.attribute("ID").empty()) return;
    for (const std::string_view id : links->second) {
      const auto target = mets_.divs.find(id);
      if (target == mets_.divs.end()) continue;
      // The British Library's areas of a page say what they are in their label: "Headline", "Textblock".
      const std::string label = wording::lower(target->second->attribute("LABEL"));
      const bool heading = label == "headline" || label == "heading" || label == "title";
      add_areas(own_areas(*target->second), heading ? MetsRole::heading : around.role, around);
    }
  }

  void add_areas(const std::vector<MetsArea>& areas, MetsRole role, const Around& around) {
    if (role == MetsRole::picture) return;  // what recognition makes of a picture is no text
    for (const MetsArea& area : areas) units_[around.unit].parts.push_back({role, area});
  }

  static std::string name_of_section(const Node& div) {
    std::string label = text::one_line(text::clean(std::string(div.attribute("LABEL"))));
    std::replace(label.begin(), label.end(), '/', ',');
    while (label.ends_with('.') || label.ends_with(' ')) label.pop_back();
    constexpr std::size_t kLongestName = 120;  // longer ones are text
    return label.size() > kLongestName ? std::string() : label;
  }

  /// Where an article is tied to whole pages, and another to the same, pages are what the METS knows.
  void drop_shared_pages() {
    std::map<std::size_t, std::size_t> uses;
    for (const MetsUnit& unit : units_) {
      std::unordered_set<std::size_t> whole;
      for (const MetsPart& part : unit.parts)
        if (part.area.begin.empty() && whole.insert(part.area.file).second) ++uses[part.area.file];
    }
    for (MetsUnit& unit : units_) {
      const bool holder = unit.kind != MetsUnit::Kind::article;
      std::erase_if(unit.parts, [&](const MetsPart& part) { return part.area.begin.empty() && (holder || uses[part.area.file] > 1); });
    }
  }

  const Mets& mets_;
  std::vector<std::uint8_t> below_;  // by the node's index
  std::size_t areas_ = 0;
  std::vector<MetsUnit> units_;
};

}  // namespace

MetsType type_of(const Node& div) {
  const auto found = types().find(mets_type(div));
  return found == types().end() ? MetsType{} : found->second;
}

std::vector<MetsUnit> mets_units(const Mets& mets) { return Walk(mets).units(); }

const Node* issue_div(const Mets& mets) {
  const Node* first = nullptr;
  for (const Node* map : mets.maps) {
    for (const Node* div : markup::find_all(*map, "div")) {
      if (!first) first = div;
      if (mets_type(*div) == "ISSUE") return div;
    }
  }
  return first;
}

}  // namespace backfile::readers
