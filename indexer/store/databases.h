// The Xapian databases of an archive, singly: their revision, the documents they hold.
#pragma once
#include <xapian.h>
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/store/manifest.h"

namespace backfile::store {

/// The archive's revision that the last commit to this database recorded; 0 where none did. Throws Xapian::Error.
std::uint64_t stored_revision(const Xapian::Database& database);

/// Makes the next commit record it. Throws Xapian::Error.
void store_revision(Xapian::WritableDatabase& database, std::uint64_t revision);

/// The highest revision of which this database records that all of it is done, in every database; 0 where it records none. Throws.
std::uint64_t completed_revision(const Xapian::Database& database);
void store_completed_revision(Xapian::WritableDatabase& database, std::uint64_t revision);

/// The revision that wrote this document: by its revision_term, else by the range of a bulk load that it lies in; 0 where neither tells.
/// Throws Xapian::Error.
std::uint64_t revision_of(const Xapian::Database& database, Xapian::docid document, const std::vector<LoadedRange>& loaded);

/// Whether the document has exactly this term. Throws Xapian::Error.
bool has_term(const Xapian::Database& database, Xapian::docid document, const std::string& term);

/// The id of a document, article or tombstone. Throws Xapian::Error.
std::string id_of(const Xapian::Document& document);

/// Docid of the article in this database, 0 where it is not here. id_term: schema::id_term of its id. Throws Xapian::Error.
Xapian::docid docid_of(const Xapian::Database& database, const std::string& id_term);

}  // namespace backfile::store
