#!/usr/bin/env python3
"""How well judged queries are answered, over the HTTP API.

    ranking_time.py URL QUERIES QRELS

URL: a server on an archive of the judged articles (for the TIME collection: `backfile-indexer add --archive time TIME.ALL`). QUERIES: `number
TAB query` a line, asked lower-cased with match=any. QRELS: `number 0 document relevance` a line. Prints mean average precision, nDCG at 10
(binary gain) and the time a request took.
"""
import json, math, sys, time, urllib.parse, urllib.request

PAGE = 100


def ranked(url, query):
    ids, page = [], 1
    while True:
        parameters = urllib.parse.urlencode({"q": query.lower(), "match": "any", "fields": "id", "page_size": PAGE, "page": page})
        with urllib.request.urlopen(f"{url}/v1/search?{parameters}") as response:
            answer = json.load(response)
        ids += [hit["id"].lstrip("0") for hit in answer["results"]]
        if page * PAGE >= answer["total"] or not answer["results"]: return ids
        page += 1


def average_precision(ids, relevant):
    hits = [rank for rank, identifier in enumerate(ids, 1) if identifier in relevant]
    return sum(count / rank for count, rank in enumerate(hits, 1)) / len(relevant)


def ndcg(ids, relevant):
    gain = sum(1 / math.log2(rank + 1) for rank, identifier in enumerate(ids[:10], 1) if identifier in relevant)
    return gain / sum(1 / math.log2(rank + 1) for rank in range(1, min(len(relevant), 10) + 1))


def main():
    url, queries, judgments = sys.argv[1:4]
    relevant = {}
    for line in open(judgments, encoding="utf-8"):
        number, _, identifier, gain = line.split()
        if int(gain) > 0: relevant.setdefault(number, set()).add(identifier.lstrip("0"))
    precision, gains, start = [], [], time.monotonic()
    for line in open(queries, encoding="utf-8"):
        number, query = line.rstrip("\n").split("\t", 1)
        if number not in relevant: continue
        ids = ranked(url, query)
        precision.append(average_precision(ids, relevant[number]))
        gains.append(ndcg(ids, relevant[number]))
    count = len(precision)
    took = 1000 * (time.monotonic() - start) / count
    print(f"{count} queries, MAP {sum(precision) / count:.4f}, nDCG@10 {sum(gains) / count:.4f}, {took:.1f} ms a query with all its pages")


main()
