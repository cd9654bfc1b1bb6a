// The container is listed once, when first asked, and read by a second reader that goes on where it stopped.
#include "indexer/source/container_neighbours.h"

#include <algorithm>

#include "indexer/source/bounded_read.h"
#include "indexer/source/gzip_stream.h"

namespace backfile::source {
namespace {

/// A walk looks for issues in one place, reads them in another and their pages in a third.
constexpr std::size_t kOpenAtOnce = 4;

/// A container whose issues lie in no order is gone through from the beginning again and again; one made to be slow must not be.
constexpr unsigned kMaxPasses = 64, kMaxPassesByDirectory = 2000;

}  // namespace

bool is_hidden_member(const std::string& name) {
  for (std::size_t begin = 0; begin < name.size();) {
    const auto end = std::min(name.find('/', begin), name.size());
    const std::string_view part(name.data() + begin, end - begin);
    if ((part.starts_with('.') && part != ".") || part == "__MACOSX") return true;
    begin = end + 1;
  }
  return false;
}

Result<std::unique_ptr<OpenContainer>> OpenContainer::open(const ContainerPath& path, const Limits& limits) {
  auto file = FileStream::open(path.file, FileStream::Accept::regular);
  if (!file) return tl::unexpected<Error>(file.error());
  std::unique_ptr<OpenContainer> opened(new OpenContainer(std::move(*file)));
  ByteStream* bytes = &opened->file_;
  const auto unpack = [&](Packing packing) -> Unpacker& {
    // As the walk does it, so that members have the same numbers.
    const bool by_directory = bytes == &opened->file_ && packing == Packing::zip && opened->file_.seekable();
    opened->unpackers_.push_back(
        std::make_unique<Unpacker>(*bytes, by_directory ? &opened->file_ : nullptr, packing, Allowance(limits, opened->file_)));
    return *opened->unpackers_.back();
  };
  for (const ContainerPath::Layer& layer : path.layers) {
    if (layer.packing == Packing::gzip) {
      opened->streams_.push_back(std::make_unique<GzipStream>(*bytes, Allowance(limits, opened->file_)));
      bytes = opened->streams_.back().get();
      continue;
    }
    Unpacker& unpacker = unpack(layer.packing);
    for (std::uint64_t i = 0; i <= layer.member; ++i) {
      const auto member = unpacker.next();
      if (!member) return tl::unexpected<Error>(member.error());
      if (is_container(layer.packing) && !*member) return fail(Code::damaged, "the container has changed");
    }
    opened->streams_.push_back(std::make_unique<MemberStream>(unpacker));
    bytes = opened->streams_.back().get();
  }
  unpack(path.packing);
  return opened;
}

void ContainerNeighbours::look_through() {
  if (looked_) return;
  looked_ = true;
  auto opened = OpenContainer::open(path_, limits_);
  if (!opened) return;
  for (std::uint64_t number = 0; number < limits_.max_entries && names_.size() < kMaxNames; ++number) {
    auto member = (*opened)->unpacker().next();
    if (!member || !*member) break;
    std::string name = (*member)->name;
    while (name.starts_with("./")) name.erase(0, 2);
    const bool readable = (*member)->file && (*member)->refusal.empty() && is_path_below(name) && !is_hidden_member(name);
    // Of two members with one name the last counts, as when it is unpacked.
    if (readable && members_.insert_or_assign(name, number).second) names_.push_back(name);
  }
  std::sort(names_.begin(), names_.end());
}

std::vector<std::string> ContainerNeighbours::list(const std::string& folder, bool deep) {
  look_through();
  const std::string prefix = folder.empty() ? folder : folder + "/";
  std::vector<std::string> names;
  for (auto name = std::lower_bound(names_.begin(), names_.end(), prefix); name != names_.end() && name->starts_with(prefix); ++name) {
    if (deep || name->find('/', prefix.size()) == name->npos) names.push_back(*name);
  }
  return names;
}

Result<OpenContainer*> ContainerNeighbours::open_at(std::uint64_t member) {
  auto nearest = open_.end();
  for (auto at = open_.begin(); at != open_.end(); ++at)
    if ((*at)->next <= member && (nearest == open_.end() || (*at)->next > (*nearest)->next)) nearest = at;
  if (nearest == open_.end()) {
    const bool by_directory = path_.layers.empty() && path_.packing == Packing::zip;
    if (++passes_ > (by_directory ? kMaxPassesByDirectory : kMaxPasses))
      return fail(Code::refused, "lies too far from the file that names it, in a container with many such");
    auto opened = OpenContainer::open(path_, limits_);
    if (!opened) return tl::unexpected<Error>(opened.error());
    if (open_.size() == kOpenAtOnce) open_.erase(open_.begin());
    open_.push_back(std::move(*opened));
  } else {
    std::rotate(nearest, nearest + 1, open_.end());
  }
  OpenContainer& container = *open_.back();
  while (container.next <= member) {
    const auto found = container.unpacker().next();
    ++container.next;
    if (found && *found) continue;
    open_.pop_back();
    if (!found) return tl::unexpected<Error>(found.error());
    return fail(Code::damaged, "the container ends before it");
  }
  return &container;
}

void ContainerNeighbours::read(std::vector<std::string> names, std::size_t max_bytes, const Take& take) {
  look_through();
  std::vector<std::pair<std::uint64_t, std::string>> wanted;
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  for (std::string& name : names) {
    if (const auto found = members_.find(name); found != members_.end())
      wanted.emplace_back(found->second, std::move(name));
    else
      take(name, fail(Code::not_found, "is missing"));
  }
  std::sort(wanted.begin(), wanted.end());
  for (const auto& [member, name] : wanted) {
    const auto container = open_at(member);
    if (!container) {
      take(name, tl::unexpected<Error>(container.error()));
      continue;
    }
    MemberStream bytes((*container)->unpacker());
    take(name, read_bounded(bytes, (*container)->file(), limits_, max_bytes));
  }
}

}  // namespace backfile::source
