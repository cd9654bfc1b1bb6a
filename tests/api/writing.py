"""Keys, and writing over HTTP: what is acknowledged is there, whatever happens. Each test's first line is its sentence."""
import fcntl, json, os, pathlib, signal, subprocess, tempfile, threading, time

from serving import Server, index, read_answer

KEYS = pathlib.Path(__file__).parent / 'keys.txt'
WRITER = {'Authorization': 'Bearer test-writer'}


def key(program, server, *arguments):
    return subprocess.run([program, 'key', *arguments, '--archive', server.archive], capture_output=True, text=True)


def keys_are_made_and_revoked_while_it_runs(indexer, program):
    """A key is shown once, counts at once, is named in the log but never written there, and is worthless once it is revoked."""
    with Server(indexer, program, settings=['--require-key']) as server:
        assert server.get('/v1/search?q=coal').status == 401
        made = key(program, server, 'add', 'newsroom', '--scope', 'read')
        secret = made.stdout.strip()
        assert made.returncode == 0 and secret.startswith('bfk_') and len(secret) == 68, made
        assert key(program, server, 'add', 'newsroom', '--scope', 'read').returncode == 1
        asked = server.get('/v1/search?q=coal', {'Authorization': f'Bearer {secret}'})
        assert asked.status == 200, asked.body
        assert server.get('/healthz').status == 200
        listed = key(program, server, 'list')
        assert listed.stdout.startswith('newsroom\tread\t'), listed
        assert key(program, server, 'revoke', 'newsroom').returncode == 0
        assert server.get('/v1/search?q=coal', {'Authorization': f'Bearer {secret}'}).status == 401
        server.stop()
        with open(server.log, encoding='utf-8') as log: text = log.read()
        assert secret not in text and secret[4:] not in text
        entry = next(json.loads(line) for line in text.splitlines() if json.loads(line).get('request') == asked.headers['x-request-id'])
        assert entry['key'] == 'newsroom', entry


def wrong_keys_files_are_explained(indexer, program):
    """A line of the keys file that is wrong stops the server at its start with the line's number, and never shows what stands there."""
    with Server(indexer, program) as server:
        wrong = os.path.join(server.scratch.name, 'keys.txt')
        with open(wrong, 'w', encoding='utf-8') as out: out.write('# ours\nnewsroom write 2026-11-25 my-secret\n')
        done = subprocess.run([program, '--archive', server.archive, '--listen', '127.0.0.1:0', '--keys-file', wrong], capture_output=True, text=True, timeout=20)
        assert done.returncode == 1 and 'line 2: last stands the SHA-256' in done.stderr and 'my-secret' not in done.stderr, done
        done = subprocess.run([program, 'key', 'add', 'x', '--scope', 'write', '--archive', '/nonexistent'], capture_output=True, text=True)
        assert done.returncode == 1 and 'backfile-indexer create --archive /nonexistent' in done.stderr, done
        done = subprocess.run([program, 'key', 'add', 'x', '--scope', 'everything', '--archive', server.archive], capture_output=True, text=True)
        assert done.returncode == 1 and 'read,long-queries,write' in done.stderr.replace(' ', ''), done


def article(number, words='plain'):
    return {'id': f'n{number}', 'title': f'Report {number}', 'body': f'The {words} text of number {number}.', 'published': '1931-05-06'}


def post(server, body, kind='application/json', method='POST', target='/v1/articles'):
    return server.get(target, {**WRITER, 'Content-Type': kind}, method, body if isinstance(body, bytes) else json.dumps(body).encode())


def sound(indexer, archive):
    done = subprocess.run([indexer, 'check', '--archive', archive], capture_output=True, text=True)
    assert done.returncode == 0, f'check is not clean: {done.stdout}{done.stderr}'


def ids_in(indexer, program, archive):
    with Server(indexer, program, archive) as server: return set(server.get('/v1/export?format=ids').body.decode().split())


class Posting(threading.Thread):
    """A client that sends articles one after the other on one connection until it is told to stop or the server is gone."""

    def __init__(self, server, first, stop):
        super().__init__()
        self.server, self.number, self.stop, self.acknowledged, self.others = server, first, stop, [], []

    def run(self):
        try:
            with self.server.connect() as client:
                rest = b''
                while not self.stop.is_set():
                    body = json.dumps(article(self.number)).encode()
                    client.sendall(b'POST /v1/articles HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer test-writer\r\nContent-Length: %d\r\n\r\n' % len(body) + body)
                    answer, rest = read_answer(client, rest)
                    (self.acknowledged if answer.status == 200 else self.others).append(f'n{self.number}' if answer.status == 200 else answer.status)
                    self.number += 1
        except (EOFError, OSError):
            pass  # killed: what was sent last may be there or not


def kill_loses_nothing_acknowledged(indexer, program):
    """kill -9 while 4 clients send articles, several times: everything that was acknowledged is there, and the archive is sound."""
    with tempfile.TemporaryDirectory(prefix='backfile-api-') as folder:
        archive = os.path.join(folder, 'archive')
        subprocess.run([indexer, 'create', '--archive', archive], check=True, capture_output=True)
        acknowledged = kill_rounds(indexer, program, archive)
    assert len(acknowledged) > 20, f'only {len(acknowledged)} were acknowledged'


def kill_rounds(indexer, program, archive):
    acknowledged = set()
    for round_number in range(4):
        with Server(indexer, program, archive, ['--keys-file', KEYS]) as server:
            clients = [Posting(server, 100_000 * round_number + 10_000 * i, threading.Event()) for i in range(4)]
            for client in clients: client.start()
            time.sleep(0.4 + 0.17 * round_number)
            server.process.send_signal(signal.SIGKILL)
            server.process.wait()
            for client in clients:
                client.join()
                acknowledged.update(client.acknowledged)
                assert not client.others, client.others
        sound(indexer, archive)
        missing = acknowledged - ids_in(indexer, program, archive)
        assert not missing, f'{len(missing)} of {len(acknowledged)} acknowledged articles are gone, such as {sorted(missing)[:3]}'
    return acknowledged


def two_writers_share_the_archive(indexer, program):
    """While clients send articles without a pause, backfile-indexer adds and deletes; nobody is refused, and everything is there."""
    with Server(indexer, program, settings=['--keys-file', KEYS, '--write-wait-seconds', '60']) as server:
        stop = threading.Event()
        clients = [Posting(server, 10_000 * i, stop) for i in range(3)]
        for client in clients: client.start()
        extra, added = os.path.join(server.scratch.name, 'extra.jsonl'), set()
        for number in range(4):
            with open(extra, 'w', encoding='utf-8') as out:
                for i in range(60): out.write(json.dumps(article(f'x{number}-{i}')) + '\n')
            index(indexer, server.archive, extra)
            added |= {f'nx{number}-{i}' for i in range(60)}
            subprocess.run([indexer, 'delete', '--archive', server.archive, f'nx{number}-0'], check=True, capture_output=True)
            added -= {f'nx{number}-0'}
        stop.set()
        for client in clients: client.join()
        sent = {name for client in clients for name in client.acknowledged}
        assert not any(client.others for client in clients), [client.others for client in clients]
        found = set(server.get('/v1/export?format=ids').body.decode().split())
        assert len(sent) > 20 and sent | added <= found, f'{len(sent)} sent, {len((sent | added) - found)} missing'
        assert not {f'nx{number}-0' for number in range(4)} & found
        server.stop()
        sound(indexer, server.archive)


def a_held_archive_is_a_503(indexer, program):
    """While another process holds the archive, a write waits, and then is answered 503 with Retry-After; once it is free, writes go on, and an idle server holds nothing."""
    with Server(indexer, program, settings=['--keys-file', KEYS, '--write-wait-seconds', '0.5']) as server:
        assert post(server, article(1)).status == 200
        with open(os.path.join(server.archive, 'lock'), 'r+') as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # waits no longer than the server needs to notice that it is idle
            for method, target in (('POST', '/v1/articles'), ('PUT', '/v1/articles/n2'), ('DELETE', '/v1/articles/n1')):
                answer = post(server, article(2) if method != 'DELETE' else b'', method=method, target=target)
                assert answer.status == 503 and 'retry-after' in answer.headers, (method, answer.status, answer.body)
            assert server.get('/v1/search?q=coal').status == 200
        assert post(server, article(2)).json()['added'] == 1


def bodies_of_any_length(indexer, program):
    """Thousands of articles in one request, sent in chunks: each is answered, in order, and the server's memory does not grow with them; beyond max_body_bytes it is a 413."""
    with Server(indexer, program, settings=['--keys-file', KEYS, '--max-body-bytes', '2000000']) as server:
        lines = b''.join(json.dumps({'id': f'n{i}'} if i % 10 else article(i)).encode() + b'\n' for i in range(9000))
        chunks = b''.join(b'%x\r\n%s\r\n' % (len(part), part) for part in (lines[i:i + 7777] for i in range(0, len(lines), 7777)))
        head = b'POST /v1/articles HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer test-writer\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n'
        answer = server.raw(head + chunks + b'0\r\n\r\n').json()
        assert [result['record'] for result in answer['results']] == list(range(1, 9001))
        assert answer['added'] == 900 and answer['passed_over'] == 8100, {k: v for k, v in answer.items() if k != 'results'}
        big = b'%x\r\n%s\r\n' % (3000, b'{"id":"big","title":"T","body":"' + b'a ' * 1480 + b'"}' + b'\n' * 6) * 800
        answer = server.raw(head + big + b'0\r\n\r\n')
        assert answer.status == 413 and answer.json()['added'] == 1 and answer.json()['unchanged'] > 500, answer.body[:300]
        assert server.get('/v1/articles', {**WRITER, 'Content-Length': '2000001'}, 'POST').status == 413


def searches_go_on_while_articles_come_and_go(indexer, program):
    """While articles are added and deleted, no search fails, and each write is seen by the search after its answer."""
    with Server(indexer, program, settings=['--keys-file', KEYS]) as server:
        statuses, stop = [], threading.Event()

        def ask():
            while not stop.is_set(): statuses.append(server.get('/v1/search?q=coal+OR+text&facets=section,year').status)

        asking = [threading.Thread(target=ask) for _ in range(2)]
        for thread in asking: thread.start()
        try:
            for number in range(60):
                assert post(server, article(number, f'zz{number}')).json()['added'] == 1
                assert server.get(f'/v1/search?q=zz{number}').json()['total'] == 1, f'number {number} is not seen after it was acknowledged'
                if number % 2: assert post(server, b'', method='DELETE', target=f'/v1/articles/n{number}').status == 200
                if number % 2: assert server.get(f'/v1/search?q=zz{number}').json()['total'] == 0, f'number {number} is seen after its end was acknowledged'
        finally:
            stop.set()
            for thread in asking: thread.join()
        assert len(statuses) > 20 and set(statuses) == {200}, sorted(set(statuses))


def metrics_tell_of_commits(indexer, program):
    """/metrics has the time of each commit, and how long ago the archive changed."""
    with Server(indexer, program, settings=['--keys-file', KEYS]) as server:
        os.utime(os.path.join(server.archive, 'manifest.json'), (0, 0))
        for path in pathlib.Path(server.archive).glob('g*/iamglass'): os.utime(path, (0, 0))

        def value(name): return next(float(line.split()[-1]) for line in server.get('/metrics').body.decode().splitlines() if line.startswith(name + ' '))
        assert value('backfile_archive_age_seconds') > 1e9
        for number in range(3): assert post(server, article(number)).json()['added'] == 1
        assert value('backfile_commit_seconds_count') == 3
        assert 0 <= value('backfile_archive_age_seconds') < 60


TESTS = [metrics_tell_of_commits, keys_are_made_and_revoked_while_it_runs, wrong_keys_files_are_explained, kill_loses_nothing_acknowledged, two_writers_share_the_archive, a_held_archive_is_a_503,
         bodies_of_any_length, searches_go_on_while_articles_come_and_go]
