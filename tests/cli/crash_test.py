#!/usr/bin/env python3
"""Kills `backfile-indexer add` with SIGKILL at random moments: the archive stays sound and nothing acknowledged is missing.

usage: crash_test.py INDEXER [--rounds N] [--seed N]

Each round adds a few thousand new articles (bulk path), a few dozen (single writer), or replaces known ones, reads the {"committed":N} lines until the kill, and
then demands that `check` is clean and that the first N records of the round are in the archive in their new form.
"""
import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

WORDS = ("harbour strike council flood comet railway election harvest theatre bridge miners lantern bakery frost parade ballot ferry orchard "
         "foundry chapel regatta tramway quarry gazette magistrate almanac steamer census granary lighthouse").split()


def article(number, edition, rng):
    text = " ".join(rng.choice(WORDS) for _ in range(rng.randint(20, 120)))
    return {"id": f"n{number:07d}", "title": f"Report {number} edition {edition}", "body": text, "language": "en",
            "published": f"19{number % 80 + 10}-0{number % 9 + 1}-1{number % 10}"}


def write_input(path, numbers, edition, rng):
    with open(path, "w", encoding="utf-8") as out:
        for number in numbers:
            out.write(json.dumps(article(number, edition, rng)) + "\n")


def run_and_kill(command, seconds, from_first_acknowledgement):
    """The highest N acknowledged before the process died, and whether it came to its end by itself. Killed so many seconds after the start, or after
    the first acknowledgement: what is written between acknowledgements is where something could be lost."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    started = time.monotonic()
    acknowledged = 0
    os.set_blocking(process.stdout.fileno(), False)
    text = b""
    while process.poll() is None:
        text += process.stdout.read() or b""
        if from_first_acknowledgement and b"committed" in text:
            started, from_first_acknowledgement = time.monotonic(), False
        if not from_first_acknowledgement and time.monotonic() - started >= seconds:
            break
        time.sleep(0.002)
    killed = process.poll() is None
    if killed:
        process.send_signal(signal.SIGKILL)
    process.wait()
    text += process.stdout.read() or b""
    for line in text.split(b"\n")[:-1]:
        record = json.loads(line)
        acknowledged = max(acknowledged, record.get("committed", 0))
    if not killed and process.returncode != 0:
        sys.exit(f"add ended by itself with status {process.returncode}")
    return acknowledged, not killed


def title_of(indexer, archive, number):
    shown = subprocess.run([indexer, "show", f"n{number:07d}", "--archive", archive], capture_output=True, text=True)
    return shown.stdout if shown.returncode == 0 else ""


def must_be_sound(indexer, archive):
    checked = subprocess.run([indexer, "check", "--archive", archive], capture_output=True, text=True)
    if checked.returncode != 0:
        sys.exit(f"check is not clean after the kill:\n{checked.stdout}{checked.stderr}")


def must_be_there(indexer, archive, expected, unsure, rng):
    """expected: number -> edition, of everything acknowledged so far; unsure: number -> later editions, of rounds killed before they
    acknowledged it, that may be there as well. All are counted by `info`; a sample, always with the ends, is read."""
    info = subprocess.run([indexer, "info", "--json", "--archive", archive], capture_output=True, text=True, check=True)
    articles = json.loads(info.stdout)["articles"]
    if articles < len(expected):
        sys.exit(f"{len(expected)} articles were acknowledged, {articles} are in the archive")
    numbers = sorted(expected)
    sample = set(rng.sample(numbers, min(12, len(numbers)))) | set(numbers[:1]) | set(numbers[-1:])
    for number in sample:
        shown = title_of(indexer, archive, number)
        edition = next((e for e in [expected[number], *unsure.get(number, [])] if f'edition {e}"' in shown), None)
        if edition is None:
            sys.exit(f"article {number} was acknowledged in edition {expected[number]} and is not there:\n{shown}")
        # What was seen does not give way to what was before it.
        expected[number], unsure[number] = edition, [e for e in unsure.get(number, []) if e > edition]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("indexer")
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    rng = random.Random(options.seed)
    print(f"seed {options.seed}")
    with tempfile.TemporaryDirectory(prefix="backfile-crash-") as folder:
        archive, source = os.path.join(folder, "archive"), os.path.join(folder, "articles.jsonl")
        expected, unsure, next_number, kills, longest = {}, {}, 0, 0, 3.0
        for round_number in range(1, options.rounds + 1):
            kind = rng.choice(["bulk", "bulk", "small", "replace"]) if expected else "bulk"
            if kind == "replace":
                numbers = sorted(rng.sample(sorted(expected), min(len(expected), rng.randint(50, 1500))))
            else:
                count = rng.randint(6000, 9000) if kind == "bulk" else rng.randint(20, 400)
                numbers = list(range(next_number, next_number + count))
                next_number += count
            write_input(source, numbers, round_number, rng)
            started = time.monotonic()
            after_first = kind == "bulk" and rng.random() < 0.6
            seconds = rng.uniform(0, longest / 4) if after_first else rng.uniform(0.02, longest)
            acknowledged, ended = run_and_kill([options.indexer, "add", "--archive", archive, "--json", "--progress", "json", source], seconds, after_first)
            if ended:
                if acknowledged != len(numbers):
                    sys.exit(f"add came to its end and acknowledged {acknowledged} of {len(numbers)}")
                longest = max(0.5, 0.9 * (time.monotonic() - started)) if kind == "bulk" else longest
            elif kind == "bulk" and acknowledged == 0:
                longest *= 1.5  # a slow machine: let later rounds come further
            kills += not ended
            for number in numbers[:acknowledged]:
                expected[number] = round_number
                unsure.pop(number, None)
            for number in numbers[acknowledged:]:
                if number in expected:
                    unsure.setdefault(number, []).append(round_number)
            if os.path.exists(os.path.join(archive, "manifest.json")):
                must_be_sound(options.indexer, archive)
                must_be_there(options.indexer, archive, expected, unsure, rng)
            elif expected:
                sys.exit("the archive is gone")
            print(f"round {round_number}: {kind}, {len(numbers)} articles, {acknowledged} acknowledged, {'killed' if not ended else 'done'}")
    print(f"{kills} kills, nothing lost")


if __name__ == "__main__":
    main()
