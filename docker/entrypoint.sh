#!/bin/sh
# The container's one door: `server [FLAGS]` serves, anything else is a command of the indexer.
set -eu
case "${1:-server}" in
  server)
    [ $# = 0 ] || shift
    # The first start has no archive yet: an empty one is served until the indexer fills it.
    [ -e "$BACKFILE_ARCHIVE/manifest.json" ] || backfile-indexer create --archive "$BACKFILE_ARCHIVE"
    if [ -e /config/backfile.json ]; then set -- --config /config/backfile.json "$@"; fi
    exec backfile-server "$@" ;;
  sh | bash) exec "$@" ;;
  *) exec backfile-indexer "$@" ;;
esac
