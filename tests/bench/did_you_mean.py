#!/usr/bin/env python3
"""Are misspelt queries put right, and right ones left alone?

    did_you_mean.py ARTICLES.jsonl[.gz] URL [COUNT]

URL: a backfile-server over these articles. COUNT queries (1,000 unless told), each two to four words in a row of a headline, are asked as they
stand and with one word mistyped: a letter left out, doubled, another one, two exchanged; the space left out, or one put in between. Printed for each kind: how often
did_you_mean gives the query back, gives another one, and gives none. The same queries and mistakes every time."""
import collections, gzip, json, random, re, sys, time, urllib.parse, urllib.request

WORD = re.compile(r"[A-Za-z]{2,}(?:'s)?")
LETTERS = 'abcdefghijklmnopqrstuvwxyz'


def queries(source, count, rng):
    opened = gzip.open if source.endswith('.gz') else open
    with opened(source, 'rt', encoding='utf-8') as lines: titles = [json.loads(line).get('title', '').replace('’', "'") for line in lines]
    rng.shuffle(titles)
    found = []
    for title in titles:
        if not title.isascii(): continue  # words are cut by their ASCII letters
        runs = [run.split() for run in re.findall(r"(?:[A-Za-z][A-Za-z']+ )+[A-Za-z][A-Za-z']+", title)]
        runs = [run for run in runs if len(run) > 1]
        if not runs: continue
        run = rng.choice(runs)
        size = min(len(run), rng.randint(2, 4))
        begin = rng.randrange(len(run) - size + 1)
        words = run[begin:begin + size]
        if any(len(word) >= 5 and WORD.fullmatch(word) for word in words) and not any(word in ('AND', 'OR', 'NOT') for word in words): found.append(words)
        if len(found) == count: break
    return found


def mistyped(words, kind, rng):
    """The query with one mistake, or None where this kind does not fit."""
    long = [i for i, word in enumerate(words) if len(word) >= 5 and word.isalpha()]
    i = rng.choice(long) if long else None
    if i is None: return None
    word = words[i]
    at = rng.randrange(1, len(word) - 1)
    if kind == 'left out': new = word[:at] + word[at + 1:]
    elif kind == 'doubled': new = word[:at] + word[at] + word[at:]
    elif kind == 'another': new = word[:at] + rng.choice(LETTERS.replace(word[at].lower(), '')) + word[at + 1:]
    elif kind == 'exchanged': new = word[:at] + word[at + 1] + word[at] + word[at + 2:]
    elif kind == 'split': new = word[:max(2, at)] + ' ' + word[max(2, at):]
    else:
        j = min(i, len(words) - 2)
        return ' '.join(words[:j] + [words[j] + words[j + 1]] + words[j + 2:])
    if new.lower() == word.lower(): return None
    return ' '.join(words[:i] + [new] + words[i + 1:])


def main():
    source, url = sys.argv[1:3]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 1000
    rng = random.Random(1912)
    times = collections.defaultdict(list)

    def ask(query, kind):
        begun = time.monotonic()
        with urllib.request.urlopen(url + '/v1/search?' + urllib.parse.urlencode({'q': query, 'fields': 'id', 'snippets': 0, 'page_size': 1})) as answer:
            document = json.load(answer)
        times[kind].append(time.monotonic() - begun)
        return document

    chosen = queries(source, count, rng)
    right, shown = [], 0
    for words in chosen:
        answer = ask(' '.join(words), 'right')
        suggestion = answer['query'].get('did_you_mean')
        if suggestion: shown += 1
        if suggestion and '-v' in sys.argv: print('  right:', ' '.join(words), answer['total'], '->', suggestion)
        right.append(answer['total'] if answer['query']['match'] == 'all' else 0)
    print(f'{len(chosen)} queries as they stand: {100 * shown / len(chosen):.1f} % get a suggestion')
    for kind in ('left out', 'doubled', 'another', 'exchanged', 'split', 'run together'):
        tally = collections.Counter()
        for words, total in zip(chosen, right):
            query = mistyped(words, kind, rng)
            if query is None: continue
            answer = ask(query, kind)
            suggestion = answer['query'].get('did_you_mean')
            asked = ' '.join(words).lower()
            found = answer['total'] if answer['query']['match'] == 'all' else 0
            if suggestion and suggestion['q'].lower() == asked: verdict = 'given back'
            elif found >= total: verdict = 'finds as much as it is'
            elif suggestion: verdict = 'another'
            else: verdict = 'none'
            tally[verdict] += 1
            if verdict in ('another', 'none') and '-v' in sys.argv: print(f'  {kind}: {query} ({found}) -> {suggestion} wanted {asked} ({total})')
        fit = sum(tally.values()) - tally['finds as much as it is']
        print(f'{kind:13} of {fit:4}: {100 * tally["given back"] / max(1, fit):5.1f} % given back, {100 * tally["another"] / max(1, fit):5.1f} % another, '
              f'{100 * tally["none"] / max(1, fit):5.1f} % none; {tally["finds as much as it is"]} find as much as they are')
    for kind, all in times.items():
        all.sort()
        print(f'{kind:13} ms: median {1000 * all[len(all) // 2]:.1f}, p95 {1000 * all[len(all) * 95 // 100]:.1f}, most {1000 * all[-1]:.1f}')


main()
