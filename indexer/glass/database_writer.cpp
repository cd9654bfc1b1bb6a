#include "indexer/glass/database_writer.h"

#include <ctime>
#include <filesystem>
#include <thread>

#include "indexer/glass/pack.h"
#include "indexer/glass/position_chunks.h"
#include "indexer/glass/position_list.h"
#include "indexer/glass/posting_merge.h"
#include "indexer/glass/postlist_writer.h"
#include "indexer/glass/version_file.h"

namespace backfile::glass {
namespace {

std::string_view take_bytes(const char*& at) {
  const std::uint64_t size = take_uint(at);
  const std::string_view bytes(at, size);
  at += size;
  return bytes;
}

}  // namespace

Result<std::unique_ptr<DatabaseWriter>> DatabaseWriter::create(const std::string& path) {
  std::error_code trouble;
  if (!std::filesystem::create_directory(path, trouble)) {
    return fail(Code::io, "cannot create " + path + ": " + (trouble ? trouble.message() : "it exists"));
  }
  return std::unique_ptr<DatabaseWriter>(new DatabaseWriter(path));
}

DatabaseWriter::DatabaseWriter(std::string path)
    : path_(std::move(path)),
      documents_(file(kDataFile)),
      term_lists_(file(kTermListFile)),
      postings_(file(kPostingFile)),
      positions_(file(kPositionFile)) {}

void DatabaseWriter::add(Part part) {
  const std::uint32_t base = statistics_.documents;
  std::string key;
  const char* at = part.documents.data();
  for (std::uint32_t i = 1; i <= part.statistics.documents; ++i) {
    key.clear();
    append_sortable(key, base + i);
    const bool data_is_deflated = *at++ == '\1';
    if (const std::string_view data = take_bytes(at); !data.empty()) documents_.add(key, data, data_is_deflated);
    const bool list_is_deflated = *at++ == '\1';
    term_lists_.add(key, take_bytes(at), list_is_deflated);
    key.push_back('\0');
    if (const std::string_view slots = take_bytes(at); !slots.empty()) term_lists_.add(key, slots);
  }
  std::string().swap(part.documents);
  statistics_.add(part.statistics);
  parts_.emplace_back(std::move(part), base);
}

void DatabaseWriter::write_values() {
  for (std::uint32_t slot = 0; slot < kMaxSlots; ++slot) {
    std::uint32_t count = 0;
    std::string_view lowest, highest;
    for (const auto& [part, base] : parts_) {
      const Values& values = part.values[slot];
      if (values.count == 0) continue;
      if (count == 0 || values.lowest < lowest) lowest = values.lowest;
      if (count == 0 || values.highest > highest) highest = values.highest;
      count += values.count;
    }
    if (count > 0) add_bounds(postings_, slot, count, lowest, highest);
  }
  for (std::uint32_t slot = 0; slot < kMaxSlots; ++slot) {
    ValueWriter writer(postings_, slot);
    for (const auto& [part, base] : parts_) {
      const char* at = part.values[slot].bytes.data();
      std::uint32_t document = base + 1;
      for (std::uint32_t i = 0; i < part.values[slot].count; ++i) {
        document += static_cast<std::uint32_t>(take_uint(at));
        writer.add(document, take_bytes(at));
      }
    }
    writer.finish();
  }
}

void DatabaseWriter::write_lengths() {
  PostlistWriter lengths(postings_, {}, 0, 0);
  for (const auto& [part, base] : parts_) {
    const char* at = part.lengths.data();
    for (std::uint32_t i = 1; i <= part.statistics.documents; ++i) lengths.add(base + i, static_cast<std::uint32_t>(take_uint(at)));
  }
  lengths.finish();
}

void DatabaseWriter::write_postings() {
  write_values();
  write_lengths();
  PostingMerge merge;
  for (const auto& [part, base] : parts_) merge.add(part, base);
  while (merge.next()) {
    PostlistWriter list(postings_, merge.term(), merge.postings(), merge.occurrences());
    for (PartPostings reader : merge.readers()) {
      while (reader.next()) list.add(reader.document(), reader.occurrences());
    }
    list.finish();
  }
}

template <class Begin, class Visit>
void DatabaseWriter::each_positions(Begin&& begin, Visit&& visit) const {
  PostingMerge merge;
  for (const auto& [part, base] : parts_) merge.add(part, base);
  std::vector<std::uint32_t> positions;
  while (merge.next()) {
    begin(merge.term());
    for (PartPostings postings : merge.readers()) {
      while (postings.next()) {
        if (postings.positions().empty()) continue;
        read_positions(postings.positions(), positions);
        visit(postings, positions);
      }
    }
  }
}

void DatabaseWriter::write_positions() {
  PositionChunks chunks(positions_);
  bool any_loose = false;
  each_positions([&](std::string_view term) { chunks.begin(term); },
                 [&](const PartPostings& at, const std::vector<std::uint32_t>& positions) {
                   if (fits_chunk(positions.front(), positions.back()))
                     chunks.add(at.document(), positions, at.neighbours());
                   else
                     any_loose = true;
                 });
  chunks.finish();
  if (any_loose) write_loose_positions();
  timespec taken{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &taken);
  second_thread_seconds_ = static_cast<double>(taken.tv_sec) + static_cast<double>(taken.tv_nsec) / 1e9;
}

// Of documents that are too long for chunks; their keys come behind those of all chunks.
void DatabaseWriter::write_loose_positions() {
  std::string key;
  std::size_t term_end = 0;
  each_positions(
      [&](std::string_view term) {
        key.assign(term).push_back('\0');
        term_end = key.size();
      },
      [&](const PartPostings& at, const std::vector<std::uint32_t>& positions) {
        if (fits_chunk(positions.front(), positions.back())) return;
        key.resize(term_end);
        append_sortable(key, at.document());
        positions_.add(key, at.positions());
      });
}

Result<Sums> DatabaseWriter::finish() {
  std::thread positions([this] { write_positions(); });
  write_postings();
  positions.join();
  TableWriter* const tables[] = {&postings_, &documents_, &term_lists_, &positions_};
  const char* const names[] = {kPostingFile, kDataFile, kTermListFile, kPositionFile};
  Version version{kRevision, {}, statistics_, statistics_.documents};
  Sums sums;
  for (std::size_t i = 0; i < version.roots.size(); ++i) {
    auto root = tables[i]->finish();
    if (!root) return tl::unexpected<Error>(root.error());
    version.roots[i] = *root;
    std::error_code ignored;  // an empty file, which Xapian takes for none
    if (root->entries == 0) std::filesystem::remove(file(names[i]), ignored);
    if (root->entries > 0) sums.emplace_back(names[i], tables[i]->sum());
  }
  OutputFile out(file(kVersionFile));
  out.write(version_file(version));
  if (auto closed = out.close(); !closed) return tl::unexpected<Error>(closed.error());
  sums.emplace_back(kVersionFile, out.sum());
  return sums;
}

}  // namespace backfile::glass
