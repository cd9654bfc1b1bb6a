#!/bin/sh
# Backfile side by side with other engines: the same articles, the same questions, this machine, one run.
#
#   tests/bench/peers/run.sh ARTICLES.jsonl[.gz] [--queries FILE] [--engines backfile,lucene] [--kinds all-words,phrases] [--quick]
#
# --help lists the rest. Installs from Debian what the chosen engines need, compiles what is ours, and builds Backfile as it is now;
# programs in PEERS_BUILD, another folder than build/release, are taken as they are. Prints a table; --json FILE writes every figure.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
export PEERS_BUILD="${PEERS_BUILD:-$root/build/release}"

engines=backfile,backfile_cached,lucene,lucene_reanalysis,omega,fts5,postgresql
previous=''
for word in "$@"; do
  case "$word" in --engines=*) engines=${word#*=} ;; esac
  [ "$previous" != --engines ] || engines=$word
  previous=$word
done
chosen() { case ",$engines," in *,"$1",*) ;; *) return 1 ;; esac; }

packages='g++ python3'
if chosen lucene || chosen lucene_reanalysis; then packages="$packages liblucene8-java libjackson2-core-java openjdk-17-jdk-headless"; fi
if chosen omega; then packages="$packages xapian-omega lighttpd"; fi
if chosen fts5; then packages="$packages libsqlite3-dev nlohmann-json3-dev"; fi
if chosen postgresql; then packages="$packages postgresql libpq-dev nlohmann-json3-dev"; fi
missing=''
for package in $packages; do
  [ "$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)" = 'install ok installed' ] || missing="$missing $package"
done
if [ -n "$missing" ]; then
  echo "Installing with apt:$missing" >&2
  as_root=''
  [ "$(id -u)" = 0 ] || as_root=sudo
  # No service of theirs is started: the bench runs its own in a folder of its own.
  RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -q --no-install-recommends $missing </dev/null >&2
fi

built="$root/build/peers"
mkdir -p "$built"
g++ -std=c++20 -O2 -pthread "$here/ask.cpp" -o "$built/ask"
if chosen lucene || chosen lucene_reanalysis; then
  classpath=$(cd "$here" && python3 -c 'import engines.lucene; print(":".join(engines.lucene.jars()))')
  javac -cp "$classpath" -d "$built/lucene" "$here"/engines/lucene/*.java
fi
if chosen fts5; then g++ -std=c++20 -O2 -pthread "$here/engines/fts5.cpp" -o "$built/fts5" -lsqlite3; fi
if chosen postgresql; then g++ -std=c++20 -O2 -pthread -I/usr/include/postgresql "$here/engines/postgresql.cpp" -o "$built/postgresql" -lpq; fi
if chosen backfile && { [ "$PEERS_BUILD" = "$root/build/release" ] || [ ! -x "$PEERS_BUILD/bin/backfile-server" ]; }; then
  (cd "$root" && cmake --preset release && ninja -C build/release backfile-server backfile-indexer) >&2
fi
exec python3 "$here/run.py" --built "$built" --engines "$engines" "$@"
