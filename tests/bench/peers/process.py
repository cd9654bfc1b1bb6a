"""Running an engine: its processes and what memory is their own, cold files, and the time from start to first answer."""
import os, pathlib, resource, signal, socket, subprocess, threading, time


def family(pid):
    """The process and all below it, whoever they belong to."""
    children = {}
    for entry in os.scandir("/proc"):
        if not entry.name.isdigit(): continue
        try:
            parent = int(pathlib.Path(entry.path, "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append(int(entry.name))
    found = [pid]
    for one in found: found += children.get(one, [])
    return found


def own_memory(pid):
    """Bytes that are the engine's own: anonymous memory of all its processes, and shared memory once. Mapped and cached files are not."""
    anonymous, shared = 0, 0
    for one in family(pid):
        try:
            status = dict(line.split(":", 1) for line in pathlib.Path(f"/proc/{one}/status").read_text().splitlines() if ":" in line)
        except OSError:
            continue
        anonymous += int(status.get("RssAnon", "0 kB").split()[0]) * 1024
        shared = max(shared, int(status.get("RssShmem", "0 kB").split()[0]) * 1024)
    return anonymous + shared


def processor_seconds(pid):
    """Of all its processes, those that have ended and been waited for included."""
    ticks = 0
    for one in family(pid):
        try:
            ticks += sum(map(int, pathlib.Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()[11:15]))
        except OSError:
            continue
    return ticks / os.sysconf("SC_CLK_TCK")


class Memory(threading.Thread):
    """The most own memory of a process seen while it ran, ten times a second."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.most, self.over = pid, 0, threading.Event()
        self.start()

    def run(self):
        while not self.over.wait(0.1): self.most = max(self.most, own_memory(self.pid))

    def end(self):
        self.over.set()
        self.join()
        return self.most


class Running:
    """A server in a process group of its own. command: (words, environment or None, what to drop to before running or None)."""

    def __init__(self, command, port, log):
        words, environment, become = command
        self.port, self.log, self.started = port, log, time.monotonic()
        with open(log, "ab") as out:
            self.process = subprocess.Popen(words, env={**os.environ, **(environment or {})}, stdout=out, stderr=out, stdin=subprocess.DEVNULL,
                                            start_new_session=True, user=become, group=become, extra_groups=[] if become else None)
        self.memory = Memory(self.process.pid)

    def first_answer(self, target):
        """Seconds from the start to a first answer of status 200."""
        while self.process.poll() is None and time.monotonic() - self.started < 120:
            try:
                with socket.create_connection(("127.0.0.1", self.port), 60) as asking:
                    asking.sendall(f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
                    if asking.recv(64).split(b" ")[1:2] == [b"200"]: return time.monotonic() - self.started
            except OSError:
                pass
            time.sleep(0.002)
        raise SystemExit(f"peers: no answer to {target}; the server wrote:\n{pathlib.Path(self.log).read_text()[-2000:]}")

    def end(self):
        """The most own memory, in bytes."""
        most = self.memory.end()
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        return most


def run(command, log):
    """Runs to the end: (seconds, of a processor, most own memory, standard output). Ends the bench with the log where it fails."""
    words, environment, become = command
    begun, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(log, "ab") as errors:
        process = subprocess.Popen(words, env={**os.environ, **(environment or {})}, stdout=subprocess.PIPE, stderr=errors, stdin=subprocess.DEVNULL,
                                   user=become, group=become, extra_groups=[] if become else None)
        memory = Memory(process.pid)
        out = process.communicate()[0].decode(errors="replace")
    if process.returncode != 0: raise SystemExit(f"peers: {' '.join(words)} failed ({process.returncode}):\n{pathlib.Path(log).read_text()[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - begun, worked, memory.end(), out


def files_of(directory):
    return [path for path in pathlib.Path(directory).rglob("*") if path.is_file() and not path.is_symlink()]


def disk_bytes(directory):
    """Without PostgreSQL's log of writes to come, which is as large as it is told to be."""
    return sum(path.stat().st_size for path in files_of(directory) if "pg_wal" not in path.parts)


def make_cold(directory):
    """The files leave the page cache; whoever maps them must have ended."""
    for path in files_of(directory):
        handle = os.open(path, os.O_RDONLY)
        os.fsync(handle)
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(handle)
