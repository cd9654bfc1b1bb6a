#include "indexer/ingest/late_file.h"

#include <array>

#include "indexer/article/stored.h"
#include "indexer/store/durable.h"

namespace backfile::ingest {
namespace {

// number, place, and the sizes of file name, digest and stored form, which follow. Read back by the same process only.
using Head = std::array<std::uint64_t, 5>;

}  // namespace

Result<void> LateFile::put(const Record& record) {
  const std::lock_guard lock(mutex_);
  if (!file_.is_open()) file_.open(path_, std::ios::binary | std::ios::in | std::ios::out | std::ios::trunc);
  if (front_ == end_ && !peeked_) front_ = end_ = 0;  // empty: the space is used again
  const Head head{record.number, record.place, record.file->size(), record.digest.size(), record.stored.size()};
  file_.seekp(end_);
  file_.write(reinterpret_cast<const char*>(head.data()), sizeof head);
  for (const std::string* part : {record.file.get(), &record.digest, &record.stored}) {
    file_.write(part->data(), static_cast<std::streamsize>(part->size()));
  }
  file_.flush();
  if (!file_) return tl::unexpected<Error>(store::system_error("write", path_));
  end_ = file_.tellp();
  return {};
}

Result<Record> LateFile::read_front() {
  Head head{};
  Record record;
  file_.seekg(front_);
  file_.read(reinterpret_cast<char*>(head.data()), sizeof head);
  std::string name;
  if (file_) {
    name.resize(head[2]);
    record.digest.resize(head[3]);
    record.stored.resize(head[4]);
  }
  for (std::string* part : {&name, &record.digest, &record.stored}) file_.read(part->data(), static_cast<std::streamsize>(part->size()));
  if (!file_) return tl::unexpected<Error>(store::system_error("read", path_));
  front_ = file_.tellg();
  auto article = article::decode(record.stored);
  if (!article) return tl::unexpected<Error>(article.error());
  record.number = head[0];
  record.place = head[1];
  record.file = std::make_shared<const std::string>(std::move(name));
  record.article = std::move(*article);
  return record;
}

Result<std::optional<Record>> LateFile::take(std::uint64_t up_to, std::size_t max_bytes) {
  const std::lock_guard lock(mutex_);
  if (!peeked_) {
    if (front_ == end_) return std::nullopt;
    auto record = read_front();
    if (!record) return tl::unexpected<Error>(record.error());
    peeked_ = std::move(*record);
  }
  if (peeked_->number > up_to || peeked_->stored.size() > max_bytes) return std::nullopt;
  return std::exchange(peeked_, std::nullopt);
}

}  // namespace backfile::ingest
