// The one place where Xapian's exceptions become errors. Outside this folder nobody writes `try` around Xapian.
#pragma once
#include <xapian.h>
#include <type_traits>

#include "indexer/errors/error.h"

namespace backfile::store {

/// One sentence and a code for a Xapian error, with a hint: locked? missing? damaged? disk full?
Error to_error(const Xapian::Error& error);

/// Where reading tables past Xapian (indexer/glass) ended in trouble: throws DatabaseModifiedError or DatabaseCorruptError, which whoever
/// reads through Xapian knows what to do about.
void throw_where_it_failed(const Result<void>& result);

/// Runs `work` and turns whatever Xapian throws into an error. `work` returns a value or nothing.
template <class Work>
auto guarded(Work&& work) {
  using Value = std::invoke_result_t<Work>;
  if constexpr (std::is_void_v<Value>) {
    try {
      work();
      return Result<void>{};
    } catch (const Xapian::Error& error) {
      return Result<void>{tl::unexpected<Error>(to_error(error))};
    }
  } else {
    try {
      return Result<Value>{work()};
    } catch (const Xapian::Error& error) {
      return Result<Value>{tl::unexpected<Error>(to_error(error))};
    }
  }
}

}  // namespace backfile::store
