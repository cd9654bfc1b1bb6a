#!/usr/bin/env bash
# Command 2: installs what is missing, builds with sanitizers, runs every test there is. Ends with CTest's summary.
#   ./run-tests.sh            everything
#   ./run-tests.sh --fast     without the tests labelled slow
#   ./run-tests.sh -R NAME …  further words go to ctest
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
extra=()
while [ $# -gt 0 ]; do
  case "$1" in
    --fast) extra+=(-LE slow); shift ;;
    -h|--help) sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) extra+=("$1"); shift ;;
  esac
done
docker/install-dependencies.sh test
cmake --preset dev >/dev/null
ninja -C build/dev
# A first failure is shown at once, with its output; leaks and undefined behaviour fail the test they occur in.
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1}
export UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1}
ctest --test-dir build/dev --output-on-failure -j "$(nproc)" "${extra[@]}"
