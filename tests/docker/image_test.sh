#!/usr/bin/env bash
# The container image, built and run for real without a Docker engine: buildah builds it in a chroot on a base made by
# debootstrap. Exits 77 (skipped), saying why, where the tools are missing or may not work here.
set -euo pipefail
project=${1:?the project folder}
skip() { echo "skipped: $*"; exit 77; }
for tool in buildah podman debootstrap; do command -v $tool >/dev/null || skip "$tool is not installed"; done
[ "$(id -u)" = 0 ] || skip "needs root"

work=$(mktemp -d /var/tmp/backfile-image.XXXXXX)
export STORAGE_DRIVER=vfs BUILDAH_ISOLATION=chroot
store=(--root "$work/store" --runroot "$work/run" --storage-driver=vfs)
container='' server=''
clean_up() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  [ -z "${root:-}" ] || umount -l "$root/import" 2>/dev/null || true
  [ -z "$container" ] || { buildah "${store[@]}" umount "$container"; buildah "${store[@]}" rm "$container"; } >/dev/null 2>&1 || true
  rm -rf --one-file-system "$work"
}
trap clean_up EXIT

# The base image: Debian's own, bootstrapped with this machine's apt configuration.
base=$work/base
debootstrap --variant=minbase bookworm "$base" >"$work/log" 2>&1 || { tail -5 "$work/log"; skip "debootstrap does not work here"; }
cp -a /etc/apt/apt.conf.d/. "$base/etc/apt/apt.conf.d/"
rm -f "$base/etc/apt/sources.list"
cp -a /etc/apt/sources.list.d/debian.sources "$base/etc/apt/sources.list.d/" 2>/dev/null || cp -a /etc/apt/sources.list "$base/etc/apt/"
cp -a /usr/share/keyrings/. "$base/usr/share/keyrings/"
tar -C "$base" -c . >"$work/base.tar"
rm -rf --one-file-system "$base"
podman "${store[@]}" import --change 'CMD ["/bin/bash"]' "$work/base.tar" localhost/debian:bookworm-slim >"$work/log" 2>&1 || { tail -5 "$work/log"; skip "podman cannot import an image here"; }
probe=$(buildah "${store[@]}" from localhost/debian:bookworm-slim 2>"$work/log") || { tail -5 "$work/log"; skip "buildah does not work here"; }
buildah "${store[@]}" run --isolation chroot "$probe" -- true 2>"$work/log" || { tail -5 "$work/log"; skip "buildah cannot run a command in a chroot here"; }
buildah "${store[@]}" rm "$probe" >/dev/null

sed 's,^FROM debian:,FROM localhost/debian:,' "$project/docker/Dockerfile" >"$work/Dockerfile"
buildah "${store[@]}" bud --isolation chroot --pull-never --format docker -t backfile -f "$work/Dockerfile" "$project" >"$work/log" 2>&1 || { tail -40 "$work/log"; echo "the image does not build"; exit 1; }
container=$(buildah "${store[@]}" from --pull-never localhost/backfile)
config=$(buildah "${store[@]}" inspect --type image localhost/backfile)
grep -q '"User": "backfile"' <<<"$config" || { echo "the image does not run as its own user"; exit 1; }
grep -q 'healthz' <<<"$config" || { echo "the image has no health check"; exit 1; }

# As the indexer's one-off job, with material mounted read-only; then as the server. Both as the image's own user, who must not be root; in a
# chroot on the container's files, where signals reach the program and /archive outlives a run as a volume does.
root=$(buildah "${store[@]}" mount "$container")
mount --bind -o ro "$project/tests/sample-archive" "$root/import"
in_container() { exec chroot --userspec=10001:10001 "$root" env BACKFILE_ARCHIVE=/archive LANG=C.UTF-8 "$@"; }
(in_container backfile-entrypoint add --json /import) >"$work/report" || [ $? = 1 ]
grep -q '"added":[1-9]' "$work/report" || { cat "$work/report"; echo "nothing was added"; exit 1; }

port=$((20000 + RANDOM % 20000))
in_container BACKFILE_LISTEN=127.0.0.1:$port backfile-entrypoint server >"$work/log" 2>&1 &
server=$!
for _ in $(seq 50); do curl -fsS "http://127.0.0.1:$port/healthz" >/dev/null 2>&1 && break; sleep 0.2; done
curl -fsS "http://127.0.0.1:$port/healthz" || { cat "$work/log"; echo "the server does not answer"; exit 1; }
answer=$(curl -fsS "http://127.0.0.1:$port/v1/search?q=")
grep -q '"total":[1-9]' <<<"$answer" || { echo "$answer"; echo "the server finds nothing"; exit 1; }
ps -o user= -p "$server" | grep -qx '10001\|backfile' || { echo "the server runs as $(ps -o user= -p "$server")"; exit 1; }
kill -TERM "$server"
for _ in $(seq 100); do kill -0 "$server" 2>/dev/null || break; sleep 0.1; done
kill -0 "$server" 2>/dev/null && { echo "SIGTERM did not end the server within 10 s"; exit 1; }
status=0; wait "$server" || status=$?; server=''
[ $status = 0 ] || { echo "the server ended with status $status"; exit 1; }
echo "the image builds, indexes, serves as an unprivileged user, and stops when told"
