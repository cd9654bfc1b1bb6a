// Room for the files that many databases and many threads hold open.
#pragma once

namespace backfile::store {

/// Raises the process's limit of open files from the customary 1,024 as far as the system lets it, up to 65,536: a compaction holds four
/// files a source open, and every thread's Reader four or five a database. Where that is not allowed, nothing changes.
void allow_many_open_files();

}  // namespace backfile::store
