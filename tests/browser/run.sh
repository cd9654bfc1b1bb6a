#!/bin/sh
# run.sh INDEXER SERVER FOLDER [NAME…]: the browser tests, with Debian's Chromium; their packages are put into FOLDER (of the build) where missing.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$3
"$here/install.sh" "$folder"
BROWSER_PACKAGES=$folder exec node "$here/run.mjs" "$@"
