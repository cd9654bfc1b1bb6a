"""What takes more than one request: a growing archive, an orderly end, idle clients, the log, the command line. Each test's first line is its sentence."""
import json, os, signal, socket, subprocess, threading, time

from serving import Server, index, read_answer

KEEP = b'GET %s HTTP/1.1\r\nHost: test\r\n\r\n'


def growing_archive(indexer, program, batch, rounds, word):
    """Adds batches while another thread asks; each must be found within a second of the indexer's end, and no request may fail."""
    with Server(indexer, program) as server:
        extra = os.path.join(server.scratch.name, 'extra.jsonl')
        statuses, done = [], threading.Event()

        def ask():
            while not done.is_set() or len(statuses) < 200: statuses.append(server.get('/v1/search?q=coal').status)

        asking = threading.Thread(target=ask)
        asking.start()
        try:
            for number in range(rounds):
                with open(extra, 'w', encoding='utf-8') as out:
                    for article in range(batch):
                        out.write(json.dumps({'id': f'{word}-{number}-{article}', 'title': f'Novelty {word}{number}', 'body': f'Item {article}, never seen before.', 'published': '1950-01-01'}) + '\n')
                index(indexer, server.archive, extra)
                time.sleep(1)
                total = server.get(f'/v1/search?q={word}{number}').json()['total']
                assert total == batch, f'{total} of {batch} articles are found a second after they were added'
        finally:
            done.set()
            asking.join()
        assert len(statuses) >= 200 and set(statuses) == {200}, f'statuses {sorted(set(statuses))} in {len(statuses)} requests'


def new_article_is_seen_at_once(indexer, program):
    """A newly added article is found within a second, with no error during 200 requests meanwhile."""
    growing_archive(indexer, program, batch=1, rounds=5, word='small')


def bulk_load_is_seen_at_once(indexer, program):
    """A bulk load is found within a second of its end, with no error during 200 requests meanwhile."""
    growing_archive(indexer, program, batch=1500, rounds=2, word='bulk')


def a_walk_loses_and_repeats_nothing(indexer, program):
    """A walk by cursor gives every article once that stays in the archive, while others come and go; an export gives the same."""
    with Server(indexer, program) as server:
        first = [line.decode() for line in server.get('/v1/export?format=ids').body.split()]
        seen, address, number = [], '/v1/search?cursor=*&page_size=3&fields=id', 0
        while address:
            answer = server.get(address).json()
            seen += [hit['id'] for hit in answer['results']]
            address = answer.get('next')
            number += 1
            extra = os.path.join(server.scratch.name, 'extra.jsonl')
            with open(extra, 'w', encoding='utf-8') as out:
                out.write(json.dumps({'id': f'newer-{number}', 'title': 'Late news', 'body': 'Just in.', 'published': '2025-01-01'}) + '\n')
            index(indexer, server.archive, extra)
            if number == 2: subprocess.run([indexer, 'delete', '--archive', server.archive, first[4]], check=True, capture_output=True)
        assert seen == first, f'{seen} instead of {first}'
        assert len(server.get('/v1/export?format=ids').body.split()) == len(first) - 1 + number


def sigint_ends_it_with_idle_clients(indexer, program):
    """SIGINT ends a server at once although 50 clients sit on idle connections."""
    with Server(indexer, program) as server:
        clients = [server.connect() for _ in range(50)]
        status, seconds = server.stop(signal.SIGINT)
        for client in clients: client.close()
        assert status == 0 and seconds < 3, f'status {status} after {seconds:.1f} s'


def keep_alive_carries_many(indexer, program):
    """One connection carries 300 requests, also when they are sent before the answers are read."""
    with Server(indexer, program) as server, server.connect() as client:
        client.sendall((KEEP % b'/healthz') * 300)
        rest = b''
        for number in range(300):
            answer, rest = read_answer(client, rest)
            assert answer.status == 200, f'status {answer.status} at {number}'


def refuse_to_start(program, *arguments, environment=None):
    done = subprocess.run([program, *arguments], capture_output=True, text=True, timeout=20, env={**os.environ, **(environment or {})})
    assert done.returncode == 1, f'exit status {done.returncode}: {done.stdout}'
    assert done.stderr.count('\n') == 1, f'not one sentence: {done.stderr}'
    return done.stderr


def bad_starts_are_explained(indexer, program):
    """What keeps a server from starting is said in one sentence, with status 1."""
    with Server(indexer, program) as server:
        wrong = os.path.join(server.scratch.name, 'synonyms.txt')
        with open(wrong, 'w', encoding='utf-8') as out: out.write('car, automobile\nlift\n')
        cases = [
            (['--archive', server.archive, '--listen', f'127.0.0.1:{server.port}'], 'another program already does'),
            (['--archive', '/nonexistent/archive'], 'backfile-indexer add --archive /nonexistent/archive'),
            (['--archive', server.archive, '--listen', '192.0.2.1:0'], 'no such address'),
            (['--archive', server.archive, '--listen', 'here'], 'ADDRESS:PORT'),
            (['--archive', server.archive, '--threads', 'many'], 'whole number'),
            (['--archive', server.archive, '--config', '/nonexistent/file'], 'cannot be read'),
            (['--archive', server.archive, '--log-file', '/proc/nonexistent/log'], 'cannot be written'),
            (['--archiv', 'x'], '--archiv'),
            (['--archive', server.archive, '--tls-cert', '/nonexistent/file'], 'both or neither'),
            (['--archive', server.archive, '--tls-cert', '/nonexistent/file', '--tls-key', 'x'], 'cannot be read as PEM'),
            (['--archive', server.archive, '--synonyms', '/nonexistent/file'], 'cannot be read'),
            (['--archive', server.archive, '--synonyms', wrong], f'the synonyms file {wrong}, line 2: "lift" stands alone'),
            (['--archive', server.archive, '--cors-origins', 'news.example'], 'https://news.example'),
            (['--archive', server.archive, '--public-url', 'ftp://x'], 'must be a URL'),
            (['--archive', server.archive, '--trusted-proxies', '10.0.0.0/33'], '10.0.0.0/8'),
        ]
        for arguments, words in cases:
            said = refuse_to_start(program, *arguments)
            assert words in said, f'{arguments}: {said}'
        said = refuse_to_start(program, '--archive', server.archive, environment={'BACKFILE_TRHEADS': '2'})
        assert "did you mean 'BACKFILE_THREADS'?" in said, said


def help_and_version(indexer, program):
    """--help names every flag, --version the version, both with status 0."""
    done = subprocess.run([program, '--help'], capture_output=True, text=True)
    assert done.returncode == 0
    for flag in ('--archive', '--listen', '--config', '--log-level', '--max-page-size'): assert flag in done.stdout, f'{flag} is not in the help'
    done = subprocess.run([program, '--version'], capture_output=True, text=True)
    assert done.returncode == 0 and done.stdout.startswith('backfile-server '), done.stdout


def log_is_json_lines(indexer, program):
    """The access log has one JSON object a line, whatever was asked, with the request's id and no line breaks of the client's."""
    with Server(indexer, program) as server:
        asked = server.get('/v1/search?q=coal%0a%7B%22level%22%3A%22forged%22%7D%ff%00')
        server.get('/"quoted"')
        server.raw(b'nonsense\r\n\r\n')
        server.stop()
        with open(server.log, encoding='utf-8') as log: lines = [json.loads(line) for line in log]
        entry = next(line for line in lines if line.get('request') == asked.headers['x-request-id'])
        for name in ('time', 'level', 'remote', 'method', 'path', 'query', 'status', 'bytes', 'ms'): assert name in entry, f'{name} is not in {entry}'
        assert entry['status'] == 200 and entry['path'] == '/v1/search' and entry['remote'] == '127.0.0.1', entry
        assert '\n' not in entry['query'] and 'forged' in entry['query'], entry
        assert [line['status'] for line in lines if 'status' in line] == [200, 404, 400], lines


def archive_that_vanishes(indexer, program):
    """An archive that is taken away is answered with 5xx problems that tell no path, and is served again when it is back."""
    with Server(indexer, program) as server:
        assert server.get('/v1/search?q=coal').status == 200
        os.rename(server.archive, server.archive + '-away')
        answer = server.get('/v1/search?q=coal')
        os.rename(server.archive + '-away', server.archive)
        assert answer.status in (500, 503), f'status {answer.status}'
        assert server.archive.encode() not in answer.body, answer.body
        assert server.get('/v1/search?q=coal').status == 200, 'not served again'


def archive_that_is_not_listed(indexer, program):
    """An archive that is not to be listed, or is read with a key, tells search engines so and has no sitemap and no description for them."""
    for setting in ('--listed=false', '--require-key'):
        with Server(indexer, program, settings=[setting]) as server:
            assert server.get('/robots.txt').body == b'User-agent: *\nDisallow: /\n', setting
            assert server.get('/sitemap.xml').status == (404 if 'listed' in setting else 401), setting
            if 'listed' in setting:
                assert server.get('/sitemap/1.xml').status == 404
                page = server.get('/articles/pit-1').body
                assert b'content="noindex"' in page and b'ld+json' not in page


TESTS = [new_article_is_seen_at_once, bulk_load_is_seen_at_once, a_walk_loses_and_repeats_nothing, sigint_ends_it_with_idle_clients, keep_alive_carries_many,
         bad_starts_are_explained, help_and_version, log_is_json_lines, archive_that_vanishes, archive_that_is_not_listed]
