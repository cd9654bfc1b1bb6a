#!/bin/sh
# The one list of Debian 12 packages that Backfile needs. Used by quickstart.sh, run-tests.sh, CI and the Dockerfile.
#   install-dependencies.sh build           to compile both programs
#   install-dependencies.sh runtime         to run compiled programs
#   install-dependencies.sh test            to compile and run every test (holds build)
#   install-dependencies.sh --list GROUP    prints the packages and installs nothing
# Installs only what is missing, asks nothing, and says what it installs and why. Needs root or sudo only where something is missing.
set -eu

packages() {
  case "$1" in
    build) cat <<'LIST'
g++ the C++20 compiler
cmake the build system
ninja-build runs the build in parallel
ccache makes the second build quick
pkg-config finds the libraries below
libxapian-dev index and search
libcpp-httplib-dev the HTTP service
nlohmann-json3-dev JSON
libspdlog-dev logs
libicu-dev word boundaries, folding, charsets
libarchive-dev zip, tar, gz, bz2, xz, zst
libxml2-dev HTML and XML
zlib1g-dev gzip
libbrotli-dev pages in crawls
liblz4-dev articles as they are kept
libzstd-dev articles that liblz4 gains little of, and pages in crawls
libdeflate-dev writes tables of the index
libcld2-dev recognises languages
libcli11-dev the command line
libexpected-dev results and errors
libjemalloc-dev memory of the server
libssl-dev SHA-256, TLS
prometheus-cpp-dev metrics
curl quickstart.sh tries the server with it
LIST
      ;;
    runtime) cat <<'LIST'
libxapian30 index and search
libcpp-httplib0.11 the HTTP service
libspdlog1.10 logs
libicu72 word boundaries, folding, charsets
libarchive13 zip, tar, gz, bz2, xz, zst
libxml2 HTML and XML
zlib1g gzip
libbrotli1 pages in crawls
liblz4-1 articles as they are kept
libzstd1 articles that liblz4 gains little of, and pages in crawls
libdeflate0 writes tables of the index
libjemalloc2 memory of the server
libcld2-0 recognises languages
libssl3 SHA-256, TLS
libprometheus-cpp-core1.0 metrics
curl the container's health check
LIST
      ;;
    test) packages build; cat <<'LIST'
doctest-dev unit tests
python3 command-line, API and structure tests
python3-jsonschema answers against openapi.json
clang-format the format check
zip makes test containers
zstd makes test containers
xz-utils makes test containers
bzip2 makes test containers
procps tests look at processes
nodejs runs the browser tests
npm gets what the browser tests need
chromium the browser of those tests
fonts-vlgothic Japanese in their pictures
buildah builds the container image without a Docker engine
podman imports the base image for that test
debootstrap makes the base image for that test
LIST
      ;;
    *) echo "install-dependencies.sh: '$1' is no group: use build, runtime or test" >&2; exit 2 ;;
  esac
}

if [ "${1:-}" = --list ]; then packages "${2:?group}" | cut -d' ' -f1; exit; fi
group=${1:?group: build, runtime or test}

missing=''
list=$(packages "$group")
while read -r name why; do
  state=$(dpkg-query -W -f '${Status}' "$name" 2>/dev/null || true)
  [ "$state" = 'install ok installed' ] && continue
  # A Node.js from elsewhere than Debian may bring its own npm, and shuts Debian's out.
  [ "$name" = npm ] && command -v npm >/dev/null && continue
  [ -n "$missing" ] || echo "Installing with apt what Backfile still needs to $group:"
  echo "  $name: $why"
  missing="$missing $name"
done <<LIST
$list
LIST
[ -n "$missing" ] || exit 0

as_root=''
if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null || { echo "install-dependencies.sh: run as root, or install sudo, so that apt can install:$missing" >&2; exit 1; }
  as_root=sudo
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() { $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing </dev/null >"$log" 2>&1; }
# An old package list names files that are gone: refresh it once, and only where installing needs it.
install || { $as_root apt-get update -q >/dev/null 2>&1 || true; install; } || {
  cat "$log" >&2
  echo "install-dependencies.sh: apt could not install:$missing" >&2
  exit 1
}
