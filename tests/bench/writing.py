#!/usr/bin/env python3
"""Searches at a steady rate while articles are added and deleted over HTTP: latencies of both, beside those of the searches alone.
Usage: writing.py INDEXER SERVER [ARTICLES…] [--seconds 60] [--writes 25]

First the idle maximum rate is measured with 4 clients, then searches run at a third of it for half of the time alone, then for as long with writes
beside them. Every tenth write is a deletion. Without articles, those of the API cases are searched."""
import argparse, http.client, json, pathlib, sys, threading, time

FOLDER = pathlib.Path(__file__).resolve().parent.parent / 'api'
sys.path.insert(0, str(FOLDER))
from serving import Server, index

QUERIES = ['coal', 'strike+coal', '%22general+strike%22', 'harbour+OR+bridge', 'water', 'train&sort=newest', 'police&facets=section,year', 'government']


def client(port): return http.client.HTTPConnection('127.0.0.1', port, timeout=30)


def search(connection, number):
    connection.request('GET', '/v1/search?q=' + QUERIES[number % len(QUERIES)])
    answer = connection.getresponse()
    answer.read()
    return answer.status


def write(connection, number):
    deletes = number % 10 == 9
    article = {'id': f'bench{number}', 'title': f'Bench {number}', 'body': 'A report on the coal strike and the harbour bridge. ' * 20, 'published': '1931-05-06'}
    head = {'Authorization': 'Bearer test-writer'}
    if deletes: connection.request('DELETE', f'/v1/articles/bench{number - 1}', headers=head)
    else: connection.request('POST', '/v1/articles', json.dumps(article), {**head, 'Content-Type': 'application/json'})
    answer = connection.getresponse()
    answer.read()
    return answer.status


def paced(port, work, rate, seconds, clients):
    """Latencies in milliseconds, counted from when each was due, and statuses."""
    latencies, statuses, lock = [], {}, threading.Lock()
    begun = time.monotonic()

    def run(first):
        connection, number = client(port), first
        while (due := begun + number / rate) < begun + seconds:
            time.sleep(max(0, due - time.monotonic()))
            status = work(connection, number)
            with lock:
                latencies.append(1000 * (time.monotonic() - due))
                statuses[status] = statuses.get(status, 0) + 1
            number += clients

    threads = [threading.Thread(target=run, args=(i,)) for i in range(clients)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    return sorted(latencies), statuses


def told(name, result):
    latencies, statuses = result
    at = lambda share: latencies[min(len(latencies) - 1, int(share * len(latencies)))]
    print(f'{name:24} {len(latencies):6} requests {statuses}  p50 {at(.5):7.1f} ms  p99 {at(.99):7.1f} ms  most {latencies[-1]:7.1f} ms', flush=True)


def maximum(port, seconds=3):
    done, stop = [0] * 4, time.monotonic() + seconds

    def run(i):
        connection = client(port)
        while time.monotonic() < stop:
            search(connection, done[i])
            done[i] += 1

    threads = [threading.Thread(target=run, args=(i,)) for i in range(4)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    return sum(done) / seconds


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('indexer')
    parser.add_argument('server')
    parser.add_argument('articles', nargs='*')
    parser.add_argument('--seconds', type=float, default=60)
    parser.add_argument('--writes', type=float, default=25)
    options = parser.parse_args()
    with Server(options.indexer, options.server, settings=['--keys-file', FOLDER / 'keys.txt']) as server:
        if options.articles: index(options.indexer, server.archive, *options.articles)
        rate = maximum(server.port) / 3
        print(f'a third of the maximum: {rate:.0f} searches a second')
        told('searches alone', paced(server.port, search, rate, options.seconds / 2, 4))
        results = {}
        writing = threading.Thread(target=lambda: results.update(writes=paced(server.port, write, options.writes, options.seconds / 2, 4)))
        writing.start()
        told('searches beside writes', paced(server.port, search, rate, options.seconds / 2, 4))
        writing.join()
        told('writes', results['writes'])


main()
