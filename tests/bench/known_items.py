#!/usr/bin/env python3
"""Known items: can an article be found by the rarer words of a headline that is not indexed?

    known_items.py ARTICLES.jsonl[.gz] DIRECTORY [COUNT]

Writes DIRECTORY/articles.jsonl (the same articles without titles, and without the headline wherever a body repeats it at its start) and
DIRECTORY/queries.tsv (COUNT articles, 2,000 unless told, `id TAB words`: their headline's five rarest words). Then, with a release build:

    backfile-indexer add DIRECTORY/archive DIRECTORY/articles.jsonl
    bench_known_items DIRECTORY
"""
import collections, gzip, json, os, random, re, sys

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def words(text):
    return [word.replace("’", "'").lower() for word in WORD.findall(text)]


def without_headline(body, title):
    """The body after any repetitions of the headline at its start, whatever the spacing and case."""
    headline = re.compile(r"\s*" + r"\s+".join(map(re.escape, title.split())), re.IGNORECASE)
    while title.strip() and (found := headline.match(body)):
        body = body[found.end():]
    return body.lstrip()


def main():
    source, directory = sys.argv[1:3]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 2000
    os.makedirs(directory, exist_ok=True)
    frequency, headlines = collections.Counter(), {}
    opened = gzip.open if source.endswith(".gz") else open
    with opened(source, "rt", encoding="utf-8") as lines, open(f"{directory}/articles.jsonl", "w", encoding="utf-8") as out:
        for line in lines:
            article = json.loads(line)
            title = article.pop("title", "")
            article["body"] = without_headline(article.get("body", ""), title)
            if not article["body"]: continue
            frequency.update(set(words(article["body"])))
            headlines[article["id"]] = title
            out.write(json.dumps(article, ensure_ascii=False) + "\n")

    # Words that no article has find nothing in any engine.
    def rarest(title):
        known = {word for word in words(title) if frequency[word] > 0}
        return sorted(known, key=lambda word: (frequency[word], word))[:5]

    wanted = sorted(identifier for identifier, title in headlines.items() if len(rarest(title)) == 5)
    random.Random(1912).shuffle(wanted)
    with open(f"{directory}/queries.tsv", "w", encoding="utf-8") as out:
        for identifier in wanted[:count]:
            out.write(f"{identifier}\t{' '.join(rarest(headlines[identifier]))}\n")


main()
