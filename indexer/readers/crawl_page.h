// The records of a crawl to articles: which of them hold a page, and where the page lies in them.
#pragma once
#include "indexer/readers/crawl_records.h"
#include "indexer/readers/reader.h"

namespace backfile::readers {

/// A page (a response or resource that is HTML) is an article, with the address it was fetched from; a feed or news in an XML format is
/// handed to its reader; what a crawl holds beside that (requests, images, redirects, errors, revisits) is passed over.
/// The date of a capture is no date of publication. It only bounds it: a page cannot have been published after it was fetched.
void read_crawl(Input& input, const CrawlDialect& dialect, Sink& sink);

}  // namespace backfile::readers
