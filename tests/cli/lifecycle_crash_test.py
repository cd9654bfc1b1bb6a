#!/usr/bin/env python3
"""Kills `backfile-indexer` with SIGKILL while articles are withheld, embargoed, shown again and deleted: none is lost, none is there twice, and
what was acknowledged as hidden stays hidden.

usage: lifecycle_crash_test.py INDEXER [--rounds N] [--seed N]

Whatever the moment, `check` is clean after the kill; after the next writer each id is in exactly one state, and those acknowledged are in the
one that was asked for.
"""
import argparse, json, os, random, subprocess, sys, tempfile, time

ARTICLES = 600
STATES = {'usable': {}, 'withheld': {'status': 'withheld'}, 'canceled': {'status': 'canceled'}, 'embargoed': {'embargoed': '2999-01-01'}}


def run(indexer, archive, *arguments):
    return subprocess.run([indexer, *arguments, '--archive', archive], capture_output=True, text=True)


def counts(indexer, archive):
    info = json.loads(run(indexer, archive, 'info', '--json').stdout)
    return {'usable': info['articles'], **{state: info[state] for state in ('withheld', 'canceled', 'embargoed', 'deleted')}}


def state_of(indexer, archive, one):
    """Of an id, as `show` tells it: a state, or none, with the edition."""
    shown = run(indexer, archive, 'show', one)
    if 'was deleted on' in shown.stderr: return 'deleted', None
    if shown.returncode != 0: return None, None
    article = json.loads(shown.stdout.split('\nvalues (slot')[0])
    return 'embargoed' if 'embargoed' in article else article.get('status', 'usable'), int(article['title'].split()[-1])


def killed(command, seconds):
    """What was acknowledged before the kill, and whether it came to its end."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    process.kill()
    text, _ = process.communicate()
    lines = [json.loads(line) for line in text.split(b'\n')[:-1]]
    return max([line.get('committed', 0) for line in lines], default=0), process.returncode == 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('indexer')
    parser.add_argument('--rounds', type=int, default=16)
    parser.add_argument('--seed', type=int, default=int(time.time()))
    options = parser.parse_args()
    rng = random.Random(options.seed)
    print(f'seed {options.seed}')
    with tempfile.TemporaryDirectory(prefix='backfile-lifecycle-') as folder:
        archive, source = os.path.join(folder, 'archive'), os.path.join(folder, 'articles.jsonl')
        ids = [f'n{number}' for number in range(ARTICLES)]

        def write(chosen, state, edition):
            with open(source, 'w', encoding='utf-8') as out:
                for one in chosen: out.write(json.dumps({'id': one, 'title': f'Edition {edition}', 'body': f'text of {one} ' * 20, 'language': 'en', **STATES[state]}) + '\n')

        write(ids, 'usable', 0)
        begun = time.monotonic()
        if run(options.indexer, archive, 'add', source).returncode != 0: sys.exit('the first load failed')
        whole = time.monotonic() - begun
        kills = 0
        for edition in range(1, options.rounds + 1):
            state = rng.choice([*STATES, 'deleted', 'usable'])
            chosen = rng.sample(ids, rng.randint(50, 450))
            if state == 'deleted':
                with open(source, 'w', encoding='utf-8') as out: out.write('\n'.join(chosen))
                command = ['sh', '-c', 'exec "$0" delete --json --archive "$1" - < "$2"', options.indexer, archive, source]
            else:
                write(chosen, state, edition)
                command = [options.indexer, 'add', '--archive', archive, '--json', '--progress', 'json', source]
            acknowledged, ended = killed(command, rng.uniform(0.2, 1.1) * whole)
            kills += not ended
            if ended: acknowledged = len(chosen)
            checked = run(options.indexer, archive, 'check')
            if checked.returncode != 0: sys.exit(f'round {edition} ({state}): check is not clean after the kill:\n{checked.stdout}{checked.stderr}')
            if run(options.indexer, archive, 'delete', 'nobody').returncode != 2: sys.exit('the next writer failed')
            now = counts(options.indexer, archive)
            if sum(now.values()) != ARTICLES: sys.exit(f'round {edition} ({state}): {ARTICLES} ids, but {now}')
            for one in rng.sample(chosen[:acknowledged], min(4, acknowledged)):
                found = state_of(options.indexer, archive, one)
                right = found[0] == state and (state == 'deleted' or found[1] == edition)
                # A deletion that was acknowledged before stays one where it was asked for again.
                if not right: sys.exit(f'round {edition}: {one} was acknowledged as {state} in edition {edition} and is {found}')
            for one in rng.sample(chosen[acknowledged:], min(4, len(chosen) - acknowledged)):
                if state_of(options.indexer, archive, one)[0] is None: sys.exit(f'round {edition}: {one} is lost')
            print(f'round {edition}: {state}, {len(chosen)} articles, {acknowledged} acknowledged, {"done" if ended else "killed"}: {now}')
    print(f'{kills} kills, nothing lost, nothing twice')


if __name__ == '__main__': main()
