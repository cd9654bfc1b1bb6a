// The Xapian databases of an archive, singly: their revision, the articles they hold.
#pragma once
#include <xapian.h>
#include <cstdint>
#include <string>

namespace backfile::store {

/// The archive's revision that the last commit to this database recorded; 0 where none did. Throws Xapian::Error.
std::uint64_t stored_revision(const Xapian::Database& database);

/// Makes the next commit record it. Throws Xapian::Error.
void store_revision(Xapian::WritableDatabase& database, std::uint64_t revision);

/// Docid of the article in this database, 0 where it is not here. id_term: schema::id_term of its id. Throws Xapian::Error.
Xapian::docid docid_of(const Xapian::Database& database, const std::string& id_term);

}  // namespace backfile::store
