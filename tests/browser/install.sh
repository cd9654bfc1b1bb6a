#!/bin/sh
# install.sh FOLDER: puts the packages of package-lock.json into FOLDER (of the build, never here), where they are not there already.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$1
mkdir -p "$folder"
cmp -s "$here/package-lock.json" "$folder/installed-lock.json" && exit 0
cp "$here/package.json" "$here/package-lock.json" "$folder"
npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --loglevel=error
cp "$here/package-lock.json" "$folder/installed-lock.json"
