#!/usr/bin/env bash
# Command 1: from a fresh Debian 12 to a first answer. Installs what is missing, builds a release, indexes, serves.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

usage() {
  cat <<'TEXT'
Usage: ./quickstart.sh [--port PORT] [--archive DIR] [--check] [PATH...]

Installs what is missing (apt), builds Backfile, indexes the files and folders given (or the sample archive that comes
with it), serves the archive on http://127.0.0.1:8080 and prints three curl commands worth trying. Ctrl-C ends it.

  --port PORT     serve there instead of 8080 (0: any free port)
  --archive DIR   keep the archive there; default: archive/sample, or archive/mine where PATHs are given
  --check         start it, run the three curl commands, stop, and exit with their status
TEXT
}

port=8080 archive='' check=no paths=()
while [ $# -gt 0 ]; do
  case "$1" in
    --port) port=${2:?--port needs a number}; shift 2 ;;
    --port=*) port=${1#*=}; shift ;;
    --archive) archive=${2:?--archive needs a folder}; shift 2 ;;
    --archive=*) archive=${1#*=}; shift ;;
    --check) check=yes; shift ;;
    -h|--help) usage; exit 0 ;;
    --) shift; paths+=("$@"); break ;;
    -?*) echo "quickstart.sh: unknown option '$1'" >&2; usage >&2; exit 2 ;;
    *) paths+=("$1"); shift ;;
  esac
done
case "$port" in ''|*[!0-9]*) echo "quickstart.sh: --port takes a number from 0 to 65535, not '$port'" >&2; exit 2 ;; esac

sample=no
if [ ${#paths[@]} = 0 ]; then
  sample=yes
  paths=("$here/tests/sample-archive")
  : "${archive:=$here/archive/sample}"
else
  : "${archive:=$here/archive/mine}"
fi
mkdir -p "$(dirname "$archive")"

"$here/docker/install-dependencies.sh" build
build="$here/build/release"
echo "Building Backfile (the first time takes a few minutes)"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { [ -f "$build/build.ninja" ] || (cd "$here" && cmake --preset release); } >"$log" 2>&1 || ! ninja -C "$build" >>"$log" 2>&1; then
  tail -n 40 "$log" >&2
  echo "quickstart.sh: the build failed; its last lines are above" >&2
  exit 1
fi

status=0
"$build/bin/backfile-indexer" add --archive "$archive" "${paths[@]}" || status=$?
# 1: some records were refused, and the report above says which; the rest can be searched all the same.
if [ "$status" -gt 1 ] && [ ! -e "$archive/manifest.json" ]; then exit "$status"; fi

: >"$log"
server=''
stop() {
  trap - INT TERM
  [ -z "$server" ] || kill -TERM "$server" 2>/dev/null || true
  [ -z "$server" ] || wait "$server" 2>/dev/null || true
  rm -f "$log"
}
trap 'stop; exit 0' INT TERM
trap stop EXIT
"$build/bin/backfile-server" --archive "$archive" --listen "127.0.0.1:$port" --log-level warn >"$log" &
server=$!
for _ in $(seq 100); do
  address=$(sed -n 's,^Serving .* at \(http://.*\)$,\1,p' "$log")
  [ -z "$address" ] || break
  kill -0 "$server" 2>/dev/null || { wait "$server"; exit $?; }  # it has said why
  sleep 0.1
done
[ -n "$address" ] || { echo "quickstart.sh: the server did not start within 10 seconds" >&2; exit 1; }

if [ $sample = yes ]; then
  curls=("$address/v1/search?q=coal+strike" "$address/v1/search?q=%22Lydia+Strake%22&sort=oldest&fields=title,published,source,snippets" "$address/v1/search?q=greve")
else
  curls=("$address/v1/search?q=" "$address/v1/search?q=&sort=oldest&page_size=3" "$address/healthz")
fi
cat "$log"
cat <<TEXT

Try:
  curl '${curls[0]}'
  curl '${curls[1]}'
  curl '${curls[2]}'

TEXT
if [ $check = yes ]; then
  status=0
  for url in "${curls[@]}"; do
    echo "curl '$url'"
    answer=$(curl -sS --fail --max-time 20 "$url") || { echo "failed" >&2; status=1; continue; }
    echo "${answer:0:300}"
    if [ $sample = yes ] && [[ $answer == *'"total":0,'* ]]; then echo "found nothing" >&2; status=1; fi
  done
  exit $status
fi
echo "Ctrl-C ends it."
wait "$server"
