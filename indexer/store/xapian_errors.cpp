#include "indexer/store/xapian_errors.h"

#include <cerrno>
#include <cstring>

namespace backfile::store {
namespace {

struct Meaning {
  const char* type;  // as Xapian::Error::get_type() gives it
  Code code;
  const char* words;
};

// Derived types come as their own name, so the order does not matter. A plain DatabaseError ("EOF reading block") is what a reader often
// gets where a writer has committed twice (measured), so it is worth trying again like DatabaseModifiedError.
constexpr Meaning kMeanings[] = {
    {"DatabaseModifiedError", Code::busy, "the archive changed while it was being read; try again"},
    {"DatabaseLockError", Code::locked, "another process is writing to the archive"},
    {"DatabaseCorruptError", Code::damaged, "a database of the archive is damaged; run `backfile-indexer check`"},
    {"DatabaseOpeningError", Code::not_found, "a database of the archive cannot be opened"},
    {"DatabaseNotFoundError", Code::not_found, "a database of the archive is missing"},
    {"DatabaseVersionError", Code::version, "a database of the archive is from another version of Xapian; re-index"},
    {"DatabaseClosedError", Code::busy, "the database was closed meanwhile; try again"},
    {"DatabaseCreateError", Code::io, "a database cannot be created"},
    {"DatabaseError", Code::busy, "the archive could not be read just now"},
    {"DocNotFoundError", Code::not_found, "no such document"},
    {"InvalidArgumentError", Code::invalid, "Xapian refuses this"},
    {"UnimplementedError", Code::refused, "more than Xapian can take"},
    {"RangeError", Code::refused, "more than Xapian can take"},
    {"NetworkTimeoutError", Code::busy, "a remote database did not answer in time"},
};

}  // namespace

Error to_error(const Xapian::Error& error) {
  const char* type = error.get_type();
  Code code = Code::io;
  std::string message = "unexpected trouble in the archive";
  for (const Meaning& meaning : kMeanings) {
    if (std::strcmp(type, meaning.type) != 0) continue;
    code = meaning.code;
    message = meaning.words;
  }
  const char* system = error.get_error_string();
  if (system != nullptr && std::strcmp(system, std::strerror(ENOSPC)) == 0) {
    code = Code::io;
    message = "the disk is full";
  }
  message += std::string(" (") + type + ": " + error.get_msg();
  if (system != nullptr) message += std::string(", ") + system;
  return Error{code, message + ")"};
}

void throw_where_it_failed(const Result<void>& result) {
  if (result) return;
  if (result.error().code == Code::busy) throw Xapian::DatabaseModifiedError(result.error().message);
  throw Xapian::DatabaseCorruptError(result.error().message);
}

}  // namespace backfile::store
