#include "indexer/store/writer.h"

#include <algorithm>

#include "indexer/article/date.h"
#include "indexer/schema/fields.h"
#include "indexer/store/archive.h"
#include "indexer/store/document_limits.h"
#include "indexer/store/transaction.h"

namespace backfile::store {
namespace {

bool is_documents_fault(const Error& error) { return error.code == Code::invalid || error.code == Code::refused; }

}  // namespace

struct Writer::Impl {
  Transaction transaction;
  std::vector<Operation> pending;

  explicit Impl(Transaction opened) : transaction(std::move(opened)) {}

  // Part of the range may have become durable before an error, and is applied again: what it did the first time stands.
  static void record(Applied& applied, std::size_t index, Outcome outcome) {
    Outcome& known = applied.outcomes[index];
    const bool repeated = outcome == Outcome::unchanged || outcome == Outcome::unknown;
    if (!repeated || known == Outcome::unknown) known = outcome;
  }

  Result<void> try_range(std::size_t begin, std::size_t end, Applied& applied) {
    for (std::size_t i = begin; i < end; ++i) {
      if (applied.outcomes[i] == Outcome::refused) continue;
      auto outcome = transaction.apply(pending[i]);
      if (!outcome) return tl::unexpected<Error>(outcome.error());
      record(applied, i, *outcome);
    }
    return transaction.make_durable();
  }

  // Halves the range until the document that Xapian refuses stands alone, so that the others land.
  Result<void> apply_range(std::size_t begin, std::size_t end, Applied& applied) {
    auto done = try_range(begin, end, applied);
    if (done) return done;
    transaction.roll_back();
    if (!is_documents_fault(done.error())) return done;
    if (end - begin == 1) {
      applied.outcomes[begin] = Outcome::refused;
      applied.reasons[begin] = done.error().message;
      return {};
    }
    const std::size_t middle = begin + (end - begin) / 2;
    if (auto first = apply_range(begin, middle, applied); !first) return first;
    return apply_range(middle, end, applied);
  }
};

Writer::Writer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Writer::~Writer() { impl_->transaction.roll_back(); }

Result<std::unique_ptr<Writer>> Writer::open(const std::string& archive, double wait_seconds) {
  auto access = begin_writing(archive, wait_seconds);
  if (!access) return tl::unexpected<Error>(access.error());
  auto transaction = Transaction::open(std::move(*access));
  if (!transaction) return tl::unexpected<Error>(transaction.error());
  return std::unique_ptr<Writer>(new Writer(std::make_unique<Impl>(std::move(*transaction))));
}

void Writer::put(const std::string& id, Xapian::Document document) {
  std::string refusal = why_too_large(document);
  impl_->pending.push_back({id, schema::id_term(id), std::move(document), std::move(refusal)});
}

void Writer::remove(const std::string& id, const std::string& reason) {
  impl_->pending.push_back({id, schema::id_term(id), std::nullopt, reason});
}

std::uint64_t Writer::revision() const { return impl_->transaction.revision(); }

std::size_t Writer::pending() const { return impl_->pending.size(); }

Result<Applied> Writer::commit() {
  const std::size_t count = impl_->pending.size();
  Applied applied{std::vector<Outcome>(count, Outcome::unknown), std::vector<std::string>(count), impl_->transaction.revision()};
  for (std::size_t i = 0; i < count; ++i) {
    const Operation& operation = impl_->pending[i];
    if (!operation.document || operation.reason.empty()) continue;
    applied.outcomes[i] = Outcome::refused;
    applied.reasons[i] = operation.reason;
  }
  for (std::size_t begin = 0; begin < count; begin += kMaxBatch) {
    if (auto done = impl_->apply_range(begin, std::min(count, begin + kMaxBatch), applied); !done) {
      return tl::unexpected<Error>(done.error());
    }
  }
  impl_->pending.clear();
  // What cannot be released now can be the next time; searches find it all the same.
  if (!impl_->transaction.release_some(article::now_instant())) impl_->transaction.roll_back();
  applied.revision = impl_->transaction.revision();
  return applied;
}

}  // namespace backfile::store
