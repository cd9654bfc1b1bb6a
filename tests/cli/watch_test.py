#!/usr/bin/env python3
"""Runs `backfile-indexer watch` for real: files come, change, move and go, the process is killed and started again, and the archive follows.

usage: watch_test.py INDEXER [--patience SECONDS]

Each scenario has a folder of its own. What is expected is waited for, up to the patience: how long a machine takes is not what is tested.
"""
import argparse
import fcntl
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PATIENCE = 60


def line(number, text="The ferry waited for the fog to lift."):
    return json.dumps({"id": f"a{number}", "title": f"Report {number}", "body": text}) + "\n"


class Scenario:
    def __init__(self, indexer, folder):
        self.indexer, self.folder = indexer, pathlib.Path(folder)
        self.material, self.archive = self.folder / "material", self.folder / "archive"
        self.material.mkdir()
        self.process, self.errors = None, self.folder / "errors.txt"

    def start(self, *arguments):
        """Returns once everything that was there is in the archive."""
        self.out = open(self.folder / "out.txt", "wb")
        self.process = subprocess.Popen([self.indexer, "watch", "--archive", str(self.archive), "--json", str(self.material), *arguments],
                                        stdout=self.out, stderr=open(self.errors, "ab"))
        self.until(lambda: b'"watching"' in (self.folder / "out.txt").read_bytes(), "it never said that it watches")

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        status = self.process.wait(PATIENCE)
        if how != signal.SIGKILL and status != 0: raise AssertionError(f"watch ended with status {status} after {how.name}")

    def write(self, name, text):
        path = self.material / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def until(self, what, otherwise):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if what(): return
            if self.process.poll() is not None: break
            time.sleep(0.05)
        raise AssertionError(f"{otherwise}\n{self.errors.read_text()[-2000:]}\n{(self.folder / 'out.txt').read_text()[-2000:]}")

    def ask(self, *arguments):
        return subprocess.run([self.indexer, *arguments, "--archive", str(self.archive)], capture_output=True, text=True)

    def articles(self):
        return json.loads(self.ask("info", "--json").stdout)["articles"]

    def until_there(self, *ids):
        for one in ids: self.until(lambda: self.ask("show", one).returncode == 0, f"{one} never came")

    def until_gone(self, *ids):
        for one in ids: self.until(lambda: self.ask("show", one).returncode == 2, f"{one} never went")

    def until_holds(self, one, text):
        self.until(lambda: text in self.ask("show", one).stdout, f"{one} never held {text!r}")

    def must_stay(self, *ids):
        for one in ids:
            if self.ask("show", one).returncode != 0: raise AssertionError(f"{one} is gone")


def follows_files(s):
    """files that come, change, are renamed and deleted; an article that another file has as well stays"""
    s.write("old.jsonl", line(1))
    s.start("--delete-missing")
    s.must_stay("a1")
    s.write("new.jsonl", line(2) + line(3))
    s.until_there("a2", "a3")
    s.write("deep/er/below.jsonl", line(4))
    s.until_there("a4")
    s.write("new.jsonl", line(3, "The harbour froze."))
    s.until_holds("a3", "froze")
    s.until_gone("a2")
    os.rename(s.material / "new.jsonl", s.material / "deep" / "renamed.jsonl")
    s.write("copy.jsonl", line(4))
    s.write("marker.jsonl", line(5))
    s.until_there("a5")
    s.must_stay("a3")
    (s.material / "deep" / "er" / "below.jsonl").unlink()
    s.write("marker.jsonl", line(6))
    s.until_gone("a5")
    s.must_stay("a3", "a4")
    shutil.rmtree(s.material / "deep")
    s.until_gone("a3")
    (s.material / "copy.jsonl").unlink()
    s.until_gone("a4")
    s.stop()
    if s.articles() != 2: raise AssertionError(f"{s.articles()} articles at the end, not 2")
    if s.ask("check").returncode != 0: raise AssertionError("the archive is not sound")


def keeps_without_the_flag(s):
    """without --delete-missing nothing is withdrawn; a later start with it withdraws what has gone meanwhile"""
    for number in range(1, 6): s.write(f"{number}.jsonl", line(number))
    s.start()
    (s.material / "1.jsonl").unlink()
    s.write("2.jsonl", line(22))
    s.until_there("a22")
    s.must_stay("a1", "a2")
    s.stop(signal.SIGINT)
    s.start("--delete-missing")
    s.until_gone("a1")
    s.write("2.jsonl", line(23))
    s.until_gone("a22", "a2")
    s.stop()


def waits_for_writers(s):
    """a file that is written slowly is read when it is closed; hidden and passing files are not read; moved in, they are"""
    s.start()
    with open(s.material / "slow.jsonl", "w", encoding="utf-8") as slow:
        for number in range(1, 4):
            slow.write(line(number))
            slow.flush()
            time.sleep(0.4)
        if s.ask("show", "a1").returncode == 0: raise AssertionError("the file was read before it was closed")
    s.until_there("a1", "a2", "a3")
    for name in (".hidden.jsonl", "save.jsonl~", "load.jsonl.part"): s.write(name, line(9))
    s.write("after.jsonl", line(4))
    s.until_there("a4")
    if s.ask("show", "a9").returncode == 0: raise AssertionError("a passing file was read")
    os.rename(s.material / "load.jsonl.part", s.material / "load.jsonl")
    s.until_there("a9")
    outside = s.folder / "outside"
    outside.mkdir()
    (outside / "x.jsonl").write_text(line(10))
    os.rename(outside, s.material / "moved-in")
    s.until_there("a10")
    s.write("moved-in/later.jsonl", line(11))
    s.until_there("a11")
    s.stop()


def survives_kills(s):
    """kill -9 in the middle of work, and what happened while nobody watched"""
    for number in range(40): s.write(f"{number}.jsonl", "".join(line(f"{number}-{i}") for i in range(30)))
    for delay in (0.1, 0.5, 1.5):
        s.process = subprocess.Popen([s.indexer, "watch", "--archive", str(s.archive), "--delete-missing", str(s.material)], stdout=subprocess.DEVNULL,
                                     stderr=open(s.errors, "ab"))
        time.sleep(delay)
        s.stop(signal.SIGKILL)
    s.start("--delete-missing")
    if s.articles() != 1200: raise AssertionError(f"{s.articles()} articles, not 1200")
    s.stop(signal.SIGKILL)
    (s.material / "0.jsonl").unlink()
    s.write("1.jsonl", line("1-0"))
    s.write("new.jsonl", line("new"))
    s.start("--delete-missing")
    s.until_there("anew", "a1-0")
    s.until_gone("a0-3", "a1-3")
    s.until(lambda: s.articles() == 1200 - 30 - 29 + 1, "the number of articles never came right")
    s.stop()
    if s.ask("check").returncode != 0: raise AssertionError("the archive is not sound")


def does_not_wipe(s):
    """a folder that is empty at the start withdraws nothing unless more than half may go"""
    for number in range(1, 5): s.write(f"{number}.jsonl", line(number))
    s.start("--delete-missing")
    s.stop()
    aside = s.folder / "aside"
    os.rename(s.material, aside)
    s.material.mkdir()
    s.start("--delete-missing")
    s.must_stay("a1", "a4")
    if "more than half" not in s.errors.read_text(): raise AssertionError("it did not say that more than half are gone")
    s.write("5.jsonl", line(5))
    s.until_there("a5")
    s.must_stay("a1")
    s.stop()
    s.start("--delete-more-than-half")
    s.until_gone("a1", "a2", "a3", "a4")
    s.must_stay("a5")
    s.stop()


def waits_for_the_lock(s):
    """another writer holds the archive: watch waits; a broken file is refused and does not end it; only one process watches"""
    s.start("--delete-missing")
    with open(s.archive / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        s.write("1.jsonl", line(1))
        time.sleep(1)
        if s.process.poll() is not None: raise AssertionError("watch ended because the archive was locked")
    s.until_there("a1")
    s.write("broken.jsonl", line(2) + "{\"id\": \"a3\", \"title\": \n")
    s.until_there("a2")
    os.mkfifo(s.material / "pipe.jsonl")
    s.write("3.jsonl", line(4))
    s.until_there("a4")
    second = s.ask("watch", str(s.material))
    if second.returncode != 2 or "another process watches" not in second.stderr: raise AssertionError(f"a second watcher: {second}")
    s.stop()


def main():
    global PATIENCE
    parser = argparse.ArgumentParser()
    parser.add_argument("indexer")
    parser.add_argument("--patience", type=float, default=PATIENCE)
    options = parser.parse_args()
    PATIENCE = options.patience
    failed = 0
    for scenario in (follows_files, keeps_without_the_flag, waits_for_writers, survives_kills, does_not_wipe, waits_for_the_lock):
        with tempfile.TemporaryDirectory(prefix="backfile-watch-") as folder:
            run = Scenario(os.path.abspath(options.indexer), folder)
            begun = time.monotonic()
            try:
                scenario(run)
                print(f"{scenario.__name__}: ok, {time.monotonic() - begun:.1f} s")
            except AssertionError as problem:
                failed += 1
                print(f"FAILED: {scenario.__name__} ({scenario.__doc__}): {problem}")
            finally:
                if run.process and run.process.poll() is None: run.process.kill()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
