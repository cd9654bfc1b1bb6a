// backfile-indexer: from the command line to one command. Each command is a file of its own.
#include <malloc.h>

#include <CLI/CLI.hpp>
#include <clocale>
#include <csignal>
#include <exception>
#include <iostream>

#include "indexer/commands/command.h"

namespace {

constexpr const char* kFooter = R"(Examples:
  backfile-indexer add --archive /srv/archive ~/saved-news           a folder, whatever is in it
  backfile-indexer add --archive /srv/archive dump.jsonl.gz          a dump, one article a line
  curl -s https://example.org/a.json | backfile-indexer add -        standard input
  backfile-indexer watch --archive /srv/archive /srv/incoming        what is there, and from then on what comes
  backfile-indexer read page.txt                                     what would be indexed, as JSON lines
  backfile-indexer show --archive /srv/archive ARTICLE-ID            what was indexed

Exit status: 0 all well, 1 some records were refused, 2 nothing was done.)";

int run(int argc, char** argv) {
  CLI::App app{"Puts articles into a Backfile archive, and looks after it", "backfile-indexer"};
  app.set_version_flag("--version", "backfile-indexer " BACKFILE_VERSION);
  app.require_subcommand(1);
  app.footer(kFooter);
  int status = backfile::commands::kAllWell;
  using namespace backfile::commands;
  for (Install install : {install_add, install_watch, install_delete, install_read, install_show, install_info, install_check,
                          install_create, install_formats})
    install(app, status);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kAllWell : kNothingDone;
  }
  std::cout.flush();
  if (!std::cout) {
    std::cerr << "backfile-indexer: standard output cannot be written\n";
    return kNothingDone;
  }
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  // Large blocks come from the system and go back to it: a heap that keeps what one huge record took would count against every later one.
  mallopt(M_MMAP_THRESHOLD, 1 << 20);
  mallopt(M_ARENA_MAX, 4);
  std::setlocale(LC_CTYPE, "C.UTF-8");
  std::signal(SIGPIPE, SIG_IGN);  // a reader that goes away (`read … | head`) is a failed write, not a death in mid-commit
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "backfile-indexer: " << error.what() << '\n';
    return backfile::commands::kNothingDone;
  }
}
