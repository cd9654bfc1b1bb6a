// libarchive behind two small classes. Only the decoder that the magic named is enabled: libarchive's own detectors take text for mtree.
#include "indexer/source/unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

namespace backfile::source {

struct LibarchiveHandle {
  ByteStream& bytes;
  FileStream* seekable;
  Packing packing;
  archive* reader = nullptr;
  std::vector<char> block = std::vector<char>(64 * 1024);
  std::optional<Error> input_error{};
  bool opened = false, at_end = false;
  // What libarchive gave of the current member; holes of sparse files are left out, as text has none.
  const void* data = nullptr;
  std::size_t block_size = 0, given = 0;
  bool member_ended = false;
};

namespace {

la_ssize_t read_block(archive* reader, void* client, const void** block) {
  auto& handle = *static_cast<LibarchiveHandle*>(client);
  const auto got = handle.bytes.read(handle.block.data(), handle.block.size());
  if (!got) {
    handle.input_error = got.error();
    archive_set_error(reader, EIO, "input");
    return ARCHIVE_FATAL;
  }
  *block = handle.block.data();
  return static_cast<la_ssize_t>(*got);
}

la_int64_t seek_file(archive*, void* client, la_int64_t offset, int whence) {
  const auto position = static_cast<LibarchiveHandle*>(client)->seekable->seek(offset, whence);
  return position < 0 ? ARCHIVE_FATAL : position;
}

void enable(archive* reader, Packing packing) {
  if (packing == Packing::zip) {
    archive_read_support_format_zip(reader);
    return;
  }
  if (packing == Packing::tar) {
    archive_read_support_format_tar(reader);
    return;
  }
  archive_read_support_format_raw(reader);
  archive_read_support_format_empty(reader);
  switch (packing) {
    case Packing::bzip2:
      archive_read_append_filter(reader, ARCHIVE_FILTER_BZIP2);
      break;
    case Packing::xz:
      archive_read_append_filter(reader, ARCHIVE_FILTER_XZ);
      break;
    default:
      archive_read_append_filter(reader, ARCHIVE_FILTER_ZSTD);
      break;
  }
}

/// Entry names are UTF-8 whatever the user's locale; libarchive converts them by the thread's.
class Utf8Locale {
 public:
  Utf8Locale() : locale_(newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)), before_(locale_ ? uselocale(locale_) : nullptr) {}
  ~Utf8Locale() {
    if (!locale_) return;
    uselocale(before_);
    freelocale(locale_);
  }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;

 private:
  locale_t locale_, before_;
};

bool climbs(const std::string& name) {
  for (std::size_t begin = 0; begin <= name.size();) {
    const auto end = std::min(name.find('/', begin), name.size());
    if (name.compare(begin, end - begin, "..") == 0) return true;
    begin = end + 1;
  }
  return false;
}

std::string refusal_of(archive_entry* entry, const std::string& name) {
  if (archive_entry_hardlink(entry) || archive_entry_filetype(entry) == AE_IFLNK) return "a link inside a container is not followed";
  const auto type = archive_entry_filetype(entry);
  if (type != AE_IFREG && type != AE_IFDIR && type != 0) return "a device or pipe inside a container is not read";
  if (name.empty()) return "a container entry without a name is not read";
  if (name.front() == '/') return "an absolute name inside a container is not read";
  if (climbs(name)) return "a name with '..' inside a container is not read";
  if (archive_entry_is_encrypted(entry)) return "is encrypted";
  return {};
}

}  // namespace

Unpacker::Unpacker(ByteStream& bytes, FileStream* seekable, Packing packing, Allowance allowance)
    : handle_(new LibarchiveHandle{bytes, seekable, packing}), allowance_(allowance) {
  handle_->reader = archive_read_new();
  if (!handle_->reader) {
    error_ = Error{Code::io, "out of memory"};
    return;
  }
  enable(handle_->reader, packing);
  archive_read_set_read_callback(handle_->reader, read_block);
  if (seekable) archive_read_set_seek_callback(handle_->reader, seek_file);
  archive_read_set_callback_data(handle_->reader, handle_.get());
}

Unpacker::~Unpacker() {
  if (handle_->reader) archive_read_free(handle_->reader);
}

Error Unpacker::error_of(const char* fallback) {
  if (handle_->input_error) return *handle_->input_error;
  const char* text = archive_error_string(handle_->reader);
  return Error{Code::damaged, std::string("damaged ") + describe(handle_->packing) + ": " + (text && *text ? text : fallback)};
}

Result<std::optional<Unpacker::Member>> Unpacker::next() {
  if (error_) return tl::unexpected<Error>(*error_);
  const Utf8Locale utf8;
  if (!handle_->opened) {
    handle_->opened = true;
    const int status = archive_read_open1(handle_->reader);
    // A stream damaged in its first block passes for an empty one, but for the error left behind.
    const bool damaged_at_once = !is_container(handle_->packing) && archive_errno(handle_->reader) != 0;
    if (status < ARCHIVE_WARN || damaged_at_once) {
      error_ = error_of("cannot be opened");
      return tl::unexpected<Error>(*error_);
    }
  }
  archive_entry* entry = nullptr;
  handle_->block_size = handle_->given = 0;
  handle_->member_ended = false;
  const int status = archive_read_next_header(handle_->reader, &entry);
  if (status == ARCHIVE_EOF) {
    handle_->at_end = true;
    return std::nullopt;
  }
  if (status < ARCHIVE_WARN) {
    error_ = error_of("the next entry cannot be read");
    return tl::unexpected<Error>(*error_);
  }
  Member member;
  if (!is_container(handle_->packing)) {
    member.file = true;
    return member;
  }
  const char* name = archive_entry_pathname(entry);
  if (!name) name = archive_entry_pathname_utf8(entry);
  member.name = name ? name : "";
  member.refusal = refusal_of(entry, member.name);
  member.file = archive_entry_filetype(entry) != AE_IFDIR;
  return member;
}

/// Block by block: archive_read_data would lose what it has already copied when a later block is damaged.
Result<std::size_t> Unpacker::read(char* buffer, std::size_t size) {
  if (error_) return tl::unexpected<Error>(*error_);
  while (!handle_->at_end && !handle_->member_ended && handle_->given == handle_->block_size) {
    la_int64_t offset = 0;
    handle_->given = 0;
    const int status = archive_read_data_block(handle_->reader, &handle_->data, &handle_->block_size, &offset);
    if (status == ARCHIVE_EOF) {
      handle_->member_ended = true;
      handle_->block_size = 0;
    } else if (status < ARCHIVE_WARN) {
      handle_->member_ended = true;
      handle_->block_size = 0;
      const Error error = error_of("the data cannot be read");
      if (status == ARCHIVE_FATAL) error_ = error;
      return tl::unexpected<Error>(error);
    }
  }
  const std::size_t n = std::min(size, handle_->block_size - handle_->given);
  if (n > 0) std::memcpy(buffer, static_cast<const char*>(handle_->data) + handle_->given, n);
  handle_->given += n;
  if (auto over = allowance_.spend(n)) {
    error_ = *over;
    return tl::unexpected<Error>(*over);
  }
  return n;
}

Result<std::size_t> MemberStream::read(char* buffer, std::size_t size) {
  if (error_) return tl::unexpected<Error>(*error_);
  auto got = unpacker_.read(buffer, size);
  if (!got) error_ = got.error();
  return got;
}

}  // namespace backfile::source
