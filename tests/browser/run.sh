#!/bin/sh
# run.sh INDEXER SERVER FOLDER [NAME…]: the browser tests, with Debian's Chromium; their packages are put into FOLDER (of the build) where missing.
# 77, which CTest calls skipped, where they cannot be had.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$3
"$here/install.sh" "$folder" || { echo "Skipped: npm could not fetch the packages of tests/browser; is its registry reachable from here?" >&2; exit 77; }
BROWSER_PACKAGES=$folder exec node "$here/run.mjs" "$@"
