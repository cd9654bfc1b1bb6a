// Errors as values: what every border of Backfile returns instead of throwing.
#pragma once
#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace backfile::errors {

/// What kind of trouble, so that callers can choose an exit status or an HTTP status.
enum class Code {
  invalid,    // what the user gave makes no sense (a bad parameter, a malformed record)
  not_found,  // no such file, archive, article
  gone,       // there was one, and it was withdrawn for good
  refused,    // understood, but over a limit or against a rule
  locked,     // another process is writing
  busy,       // try again: the archive changed under us, or a deadline passed
  damaged,    // data on disk cannot be trusted
  version,    // written by another analyzer or schema: re-index
  io,         // the operating system said no (disk full, permission)
};

/// message: one sentence for the user, naming what was wrong and, where there is one, what would be right.
/// param: the parameter, field or setting at fault; empty where there is none.
struct Error {
  Code code = Code::invalid;
  std::string message;
  std::string param{};
};

template <class T>
using Result = tl::expected<T, Error>;

/// For `return fail(Code::invalid, "…")` in a function that returns a Result.
inline tl::unexpected<Error> fail(Code code, std::string message, std::string param = {}) {
  return tl::unexpected<Error>(Error{code, std::move(message), std::move(param)});
}

}  // namespace backfile::errors

namespace backfile {
using errors::Code;
using errors::Error;
using errors::fail;
using errors::Result;
}  // namespace backfile
