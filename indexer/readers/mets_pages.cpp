// Pages are read in groups, since one look into a container is dearer than what it gives.
#include "indexer/readers/mets_pages.h"

#include <algorithm>
#include <set>

#include "indexer/article/language.h"
#include "indexer/readers/mets_description.h"
#include "indexer/readers/mets_names.h"
#include "indexer/readers/mets_units.h"
#include "indexer/source/memory_stream.h"
#include "indexer/source/neighbours.h"
#include "indexer/text/charset.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

/// Words held at once: some 200 bytes each, with their IDs.
constexpr std::size_t kMaxWords = 600'000;

/// How good a picture is for showing a hit on: reachable by a browser, and large.
int rank_of_image(const MetsFile& file) {
  const std::string name = wording::lower(file.href);
  int rank = 1;
  if (name.starts_with("http")) rank += 8;
  if (name.find("iiif") != name.npos) rank += 4;
  if (!file.mime.ends_with("tiff") && !name.ends_with(".tif") && !name.ends_with(".tiff")) rank += 2;
  for (const char* small : {"thumb", "min", "preview", "icon"})
    if (file.use.find(small) != file.use.npos) return 1;
  return rank;
}

}  // namespace

MetsPages::MetsPages(const Mets& mets, Input& input, Sink& sink) : mets_(mets), input_(input), sink_(sink), warned_(mets.files.size()) {
  index_physical();
  FolderNames names(*input.neighbours);
  names_ = mets_names(mets, input.neighbours->place(), names);
  std::vector<std::size_t> order;
  std::vector<bool> ordered(mets.files.size());
  const auto add = [&](std::size_t file) {
    if (!ordered[file] && mets.may_be_alto(file)) order.push_back(file);
    ordered[file] = true;
  };
  for (const markup::Node* map : mets.maps)
    for (const markup::Node* div : markup::find_all(*map, "div"))
      if (mets_type(*div) == "PAGE")
        for (const MetsArea& area : mets.areas(*div)) add(area.file);
  for (std::size_t i = 0; i < mets.files.size(); ++i) add(i);
  constexpr std::size_t kMaxWarnings = 20;
  for (const std::size_t file : order) {
    ++named_;
    if (names_[file])
      files_.push_back(file);
    else if (named_ - files_.size() <= kMaxWarnings)
      sink.warning(1, "the page " + text::one_line(text::clean(std::string(mets.files[file].href))) + " is not there");
  }
  if (const std::size_t missing = named_ - files_.size(); missing > kMaxWarnings && !files_.empty())
    sink.warning(1, std::to_string(missing - kMaxWarnings) + " more pages are not there");
}

/// The first division that points at a page, physical ones first, says what the page is called.
void MetsPages::index_physical() {
  MetsDescriptions descriptions(mets_);
  for (auto map = mets_.maps.rbegin(); map != mets_.maps.rend(); ++map) {
    for (const markup::Node* div : markup::find_all(**map, "div")) {
      const MetsRole role = type_of(*div).role;
      if (role == MetsRole::unit || role == MetsRole::text || role == MetsRole::heading) continue;
      for (const MetsArea& area : mets_.areas(*div)) {
        if (!mets_.may_be_alto(area.file) || described_.contains(area.file)) continue;
        MetsPage page;
        page.div = div;
        page.label = text::one_line(text::clean(std::string(div->attribute("ORDERLABEL"))));
        const std::string lower = wording::lower(page.label);
        if (lower == "uncounted" || lower == "-" || lower == " - ") page.label.clear();
        if (page.label.empty()) page.label = descriptions.of(*div).page;
        if (page.label.empty()) page.label = text::one_line(text::clean(std::string(div->attribute("ORDER"))));
        page.image = best_image(*div);
        described_.emplace(area.file, std::move(page));
      }
    }
  }
}

std::string MetsPages::best_image(const markup::Node& div) const {
  const MetsFile* best = nullptr;
  int best_rank = 0;
  for (const MetsArea& area : mets_.areas(div)) {
    const int rank = mets_.is_image(area.file) ? rank_of_image(mets_.files[area.file]) : 0;
    if (rank > best_rank) best = &mets_.files[area.file];
    best_rank = std::max(rank, best_rank);
  }
  if (!best) return {};
  if (best->href.starts_with("http")) return text::one_line(text::clean(std::string(best->href)));
  std::string path = path_of_href(best->href);
  while (path.starts_with("./")) path.erase(0, 2);
  return text::one_line(text::clean(std::move(path)));
}

MetsPage MetsPages::described(std::size_t file) const {
  const auto found = described_.find(file);
  MetsPage page = found == described_.end() ? MetsPage{} : found->second;
  const AltoFile* alto = this->page(file);
  if (page.label.empty() && alto && !alto->pages.empty()) page.label = alto->pages.front().label;
  if (page.image.empty() && alto) page.image = alto->image;
  return page;
}

article::PageImage MetsPages::image(std::size_t file, std::uint32_t number) const {
  const MetsPage page = described(file);
  const AltoFile& alto = *this->page(file);
  article::PageImage image{page.image, page.label, 0, 0, alto.unit};
  if (number < alto.pages.size()) {
    image.width = alto.pages[number].width;
    image.height = alto.pages[number].height;
  }
  return image;
}

void MetsPages::parse(std::size_t file, std::string_view bytes) {
  const auto warn = [&](const std::string& what) {
    if (!warned_[file]) sink_.warning(1, *names_[file] + ": " + what);
    warned_[file] = true;
  };
  Loaded loaded;
  loaded.used = clock_;
  if (const markup::XmlRoot root = markup::xml_root(bytes.substr(0, 64 * 1024)); root.name != "alto") {
    if (mets_.files[file].use.find("alto") != std::string::npos) warn("is not ALTO");
  } else {
    source::MemoryStream stream(bytes);
    loaded.page = std::make_unique<AltoFile>(read_alto(stream, input_.options));
    if (!loaded.page->broken.empty())
      warn("read only as far as it goes: " + loaded.page->broken);
    else if (!loaded.page->problems.empty())
      warn(loaded.page->problems.front());
    taken_[file].resize(loaded.page->words.size());
  }
  loaded_[file] = std::move(loaded);
}

void MetsPages::forget_some(const std::vector<std::size_t>& but) {
  std::size_t words = 0;
  std::vector<std::pair<std::uint64_t, std::size_t>> by_use;
  const std::set<std::size_t> kept(but.begin(), but.end());
  for (const auto& [file, loaded] : loaded_) {
    words += loaded.page ? loaded.page->words.size() : 0;
    if (!kept.contains(file)) by_use.emplace_back(loaded.used, file);
  }
  std::sort(by_use.begin(), by_use.end());
  for (const auto& [used, file] : by_use) {
    if (words <= kMaxWords) return;
    words -= loaded_[file].page ? loaded_[file].page->words.size() : 0;
    loaded_.erase(file);
  }
}

void MetsPages::load(const std::vector<std::size_t>& files) {
  ++clock_;
  std::map<std::string, std::size_t> wanted;
  std::vector<std::string> names;
  for (const std::size_t file : files) {
    if (!names_[file]) continue;
    if (const auto found = loaded_.find(file); found != loaded_.end()) {
      found->second.used = clock_;
    } else if (wanted.emplace(*names_[file], file).second) {
      names.push_back(*names_[file]);
    }
  }
  if (names.empty()) return;
  forget_some(files);
  input_.neighbours->read(std::move(names), input_.options.max_record_bytes,
                          [&](const std::string& name, Result<source::Neighbours::Bytes>&& read) {
                            const std::size_t file = wanted[name];
                            if (read && read->whole) return parse(file, read->bytes);
                            if (!warned_[file])
                              sink_.warning(1, name + ": " + (read ? "is larger than the limit for one record" : read.error().message));
                            warned_[file] = true;
                            loaded_[file].used = clock_;
                          });
}

const AltoFile* MetsPages::page(std::size_t file) const {
  const auto found = loaded_.find(file);
  return found == loaded_.end() ? nullptr : found->second.page.get();
}

}  // namespace backfile::readers
