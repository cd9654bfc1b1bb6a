#!/usr/bin/python3
"""Compares totals of a running server with a count made without any of Backfile's code:

    backfile-indexer read ARTICLES.jsonl.gz | tests/bench/count_words.py http://127.0.0.1:8080 [--words 300] [--seed 1]

Draws words of the articles (common and rare), counts the articles that hold each by a few lines of Python (\\w+ runs, NFKC case folding,
accents off, possessives off, Xapian's English stems by python3-xapian where it is installed), and asks the server for `"word"` (exactly the word)
and `word` (any form, English articles only: lang=en). Prints each difference and a closing line. Words with a digit, an apostrophe or an
ampersand inside have rules of their own in the analyzer and are not drawn.
"""
import argparse, collections, json, random, re, sys, unicodedata, urllib.parse, urllib.request

try: import xapian
except ImportError: xapian = None

# A word with its inner apostrophes and ampersands, so that those can be left out whole.
WORD = re.compile(r"[^\W_]+(?:['’&][^\W_]+)*", re.UNICODE)
SIMPLE = re.compile(r'[^\W\d_]+$', re.UNICODE)


def fold(word):
    decomposed = unicodedata.normalize('NFKD', word.casefold())
    return ''.join(c for c in decomposed if not unicodedata.combining(c))


def words(text):
    found = set()
    for match in WORD.finditer(text):
        word = re.sub(r"['’][sS]$", '', match[0])
        if SIMPLE.match(word): found.add(word)
    return found


def total(server, query, **more):
    url = f'{server}/v1/search?' + urllib.parse.urlencode(dict(q=query, page_size=1, fields='id', **more))
    with urllib.request.urlopen(url) as answer: return json.load(answer)['total']


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument('server')
    arguments.add_argument('--words', type=int, default=300)
    arguments.add_argument('--seed', type=int, default=1)
    options = arguments.parse_args()
    stemmer = xapian.Stem('english') if xapian else None
    exact, stems, forms, risky, articles = collections.Counter(), collections.Counter(), {}, set(), 0
    for line in sys.stdin:
        article = json.loads(line)
        articles += 1
        text = '\n\n'.join(article.get(key, '') for key in ('title', 'subtitle', 'summary', 'body'))
        text = re.sub('[\u00ad\u200b-\u200d\u2060\ufeff]', '', text)  # soft hyphens and the like are no part of a word
        found = words(text)
        folded = {fold(word) for word in found}
        exact.update(folded)
        # Parts of a compound (AT&T, U.S., don't, 3.5m) may or may not be words: leave them out of the draw.
        for match in WORD.finditer(text):
            if not SIMPLE.match(re.sub(r"['’][sS]$", '', match[0])): risky.update(fold(part) for part in re.split(r"['’&]", match[0]))
        if stemmer and article.get('language', '').split('-')[0] == 'en':
            stems.update({fold(stemmer(word.lower()).decode()) for word in found})
            for word in folded: forms.setdefault(word, fold(stemmer(word).decode()))
    drawn = sorted(word for word in exact if word not in risky and len(word) > 1 and word not in ('us', 'it', 'who', 'aids'))
    generator = random.Random(options.seed)
    sample = generator.sample(drawn, min(options.words // 2, len(drawn))) + [w for w, _ in exact.most_common(2000) if w in set(drawn)][:: max(1, 4000 // options.words)]
    differences = 0
    for word in sample:
        got = total(options.server, f'"{word}"')
        if got != exact[word]:
            differences += 1
            print(f'"{word}": the server says {got}, the count {exact[word]}')
        if stemmer and word in forms:
            got = total(options.server, word, lang='en', match='all')
            if got != stems[forms[word]]:
                differences += 1
                print(f'{word} (stem {forms[word]}): the server says {got}, the count {stems[forms[word]]}')
    print(f'{articles} articles, {len(sample)} words{"" if stemmer else " (exact only: python3-xapian is not installed)"}: {differences} differences')
    return 1 if differences else 0


sys.exit(main())
