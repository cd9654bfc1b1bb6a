"""What the transport does under a whole server: other sites, proxies, slow and hostile clients, an orderly end. Each test's first line is its sentence."""
import json, os, pathlib, select, signal, socket, ssl, tempfile, threading, time

from serving import Answer, Server, read_all, read_answer

KEEP = b'GET %s HTTP/1.1\r\nHost: test\r\n\r\n'


def other_sites_read_where_they_may(indexer, program):
    """Pages of the origins that cors_origins names may read answers, errors too, after a preflight; others may not."""
    with Server(indexer, program, settings=['--cors-origins', 'https://News.example, http://localhost:3000']) as server:
        asked = {'Origin': 'https://news.example', 'Access-Control-Request-Method': 'GET', 'Access-Control-Request-Headers': 'authorization'}
        preflight = server.get('/v1/search', asked, 'OPTIONS')
        assert preflight.status == 204 and preflight.headers['access-control-allow-methods'] == 'GET, HEAD, POST, OPTIONS', preflight.headers
        assert 'Authorization' in preflight.headers['access-control-allow-headers'], preflight.headers
        for target in ('/v1/search?q=coal', '/v1/search?qq=coal', '/nowhere'):
            assert server.get(target, {'Origin': 'http://localhost:3000'}).headers.get('access-control-allow-origin') == 'http://localhost:3000', target
            assert 'access-control-allow-origin' not in server.get(target, {'Origin': 'https://evil.example'}).headers, target
    with Server(indexer, program, settings=['--cors-origins', '*']) as server:
        assert server.get('/v1/search?q=coal', {'Origin': 'https://any.example'}).headers.get('access-control-allow-origin') == '*'


def public_url_is_in_links(indexer, program):
    """With a public URL that has a path, links carry the path, and requests come with it or without."""
    with Server(indexer, program, settings=['--public-url', 'https://news.example/archive/']) as server:
        for target in ('/archive/v1/search?q=coal&page_size=1', '/v1/search?q=coal&page_size=1'):
            assert server.get(target).json()['next'].startswith('/archive/v1/search?'), target
        assert server.get('/archive').status == 200 and server.get('/archives').status == 404


def sigterm_answers_what_was_accepted(indexer, program):
    """SIGTERM under load, with idle, dripping and unreading clients attached: every request that was accepted is answered whole, and the server is gone within 10 seconds."""
    with Server(indexer, program, settings=['--write-seconds', '3']) as server:
        attached = [server.connect() for _ in range(60)]
        for client in attached[:20]: client.sendall(b'GET /v1/sea')
        for client in attached[20:30]: client.sendall(KEEP % b'/v1/search?page_size=100')

        lost, answered, stopping = [], [0], threading.Event()

        def ask():
            # A request counts as accepted where the server had taken the connection and the request before it was told to stop.
            try:
                with server.connect() as client:
                    rest = b''
                    while True:
                        before = not stopping.is_set()
                        client.sendall(KEEP % b'/v1/search?q=coal+strike')
                        answer, rest = read_answer(client, rest)
                        if answer.status != 200: lost.append(f'status {answer.status}')
                        answered[0] += 1
                        if answer.headers.get('connection') == 'close': return
            except (EOFError, OSError) as error:
                if before: lost.append(repr(error))

        threads = [threading.Thread(target=ask) for _ in range(16)]
        for thread in threads: thread.start()
        time.sleep(0.7)
        stopping.set()
        status, seconds = server.stop()
        for thread in threads: thread.join()
        for client in attached: client.close()
        assert not lost, f'{len(lost)} accepted requests were lost, the first by {lost[0]}'
        assert answered[0] > 16, f'only {answered[0]} answers'
        assert status == 0 and seconds < 10, f'status {status} after {seconds:.1f} s'


def hard_deadline(indexer, program):
    """A client that asks and never reads cannot keep the server beyond 10 seconds; the exit status says that something was left unanswered."""
    with Server(indexer, program) as server, socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect(('127.0.0.1', server.port))
        client.settimeout(3)
        try:
            while True: client.send((KEEP % b'/v1/search?page_size=100') * 100)
        except TimeoutError:
            pass  # both directions have been full for three seconds: the server is stuck in the middle of an answer
        status, seconds = server.stop()
        assert status == 1 and 8 < seconds < 10, f'status {status} after {seconds:.1f} s'


def idle_connections_block_nobody(indexer, program):
    """200 idle keep-alive connections and 20 that drip do not keep others waiting."""
    with Server(indexer, program, settings=['--threads', '1']) as server:
        clients = [server.connect() for _ in range(200)]
        for client in clients[:20]: client.sendall(b'GET / HT')
        begun = time.monotonic()
        for _ in range(10): assert server.get('/healthz').status == 200
        seconds = time.monotonic() - begun
        for client in clients: client.close()
        assert seconds < 10, f'10 requests took {seconds:.1f} s'


def drains_before_it_ends(indexer, program):
    """A server that was told to stop says on an open connection that it is not ready, while it answers what it has."""
    with Server(indexer, program) as server, server.connect() as client:
        client.sendall(b'GET /readyz HTTP/1.1\r\nHost: te')
        time.sleep(0.2)
        server.process.terminate()
        time.sleep(0.2)
        client.sendall(b'st\r\n\r\n')
        answer, _ = read_answer(client)
        assert answer.status == 503 and 'stopping' in answer.json()['detail'], answer.body


def clients_are_limited(indexer, program):
    """A client beyond its rate is told 429 and when to come again; behind a trusted proxy each client has its own rate, and the log names it."""
    with Server(indexer, program, settings=['--requests-per-second', '0.01', '--request-burst', '3', '--trusted-proxies', '127.0.0.0/8']) as server:
        def ask(client): return server.get('/v1/search?q=coal', {'X-Forwarded-For': client})
        assert [ask('192.0.2.1').status for _ in range(4)] == [200, 200, 200, 429]
        refused = ask('192.0.2.1')
        assert 0 < int(refused.headers['retry-after']) <= 100 and refused.json()['status'] == 429, refused.headers
        assert ask('192.0.2.2').status == 200
        assert server.get('/healthz', {'X-Forwarded-For': '192.0.2.1'}).status == 200
        server.stop()
        with open(server.log, encoding='utf-8') as log: assert '"remote":"192.0.2.2"' in log.read()


def settings_are_read_again(indexer, program):
    """SIGHUP takes over limits, log level and synonyms from the settings file if all is right, and nothing if anything is wrong; SIGUSR1 and 2 change the log's level."""
    with tempfile.TemporaryDirectory() as folder:
        settings = os.path.join(folder, 'settings.json')

        def change(**values):
            with open(settings, 'w', encoding='utf-8') as out: json.dump(values, out)

        change(max_page_size=50)
        with Server(indexer, program, settings=['--config', settings]) as server:
            def becomes(target, status):
                for _ in range(100):
                    if server.get(target).status == status: return
                    time.sleep(0.05)
                raise AssertionError(f'{target} does not become {status}')

            def log_says(words):
                for _ in range(100):
                    if os.path.exists(server.log) and words in pathlib.Path(server.log).read_text(encoding='utf-8'): return
                    time.sleep(0.05)
                raise AssertionError(f'the log does not say {words!r}')

            becomes('/v1/search?page_size=60', 400)
            change(max_page_size=100, max_clauses=2)
            server.process.send_signal(signal.SIGHUP)
            becomes('/v1/search?page_size=60', 200)
            becomes('/v1/search?q=coal+strike+pit', 400)
            change(max_page_size=10, max_clauses='many')
            server.process.send_signal(signal.SIGHUP)
            log_says('settings stay as they were')
            assert server.get('/v1/search?page_size=60').status == 200
            change(threads=7)
            server.process.send_signal(signal.SIGHUP)
            log_says('threads is taken over at the next start')
            becomes('/v1/search?q=coal+strike+pit', 200)
            os.rename(server.log, server.log + '.1')
            server.process.send_signal(signal.SIGHUP)
            log_says('settings were read again')
            server.process.send_signal(signal.SIGUSR1)
            log_says('the log says debug from now on')


def metrics_tell_what_happened(indexer, program):
    """/metrics counts requests by route, method and status, times, matches and snippets, and tells what the archive holds."""
    with Server(indexer, program) as server:
        for target in ('/v1/search?q=coal', '/v1/search?q=coal&sort=newest', '/v1/search?qq=x', '/nowhere', '/v1/articles/pit-1'): server.get(target)
        server.raw(b'nonsense\r\n\r\n')
        answer = server.get('/metrics')
        assert answer.headers['content-type'] == 'text/plain; version=0.0.4; charset=utf-8', answer.headers
        lines = answer.body.decode().splitlines()
        for line in ('backfile_requests_total{method="GET",route="/v1/search",status="200"} 2', 'backfile_requests_total{method="GET",route="/v1/search",status="400"} 1',
                     'backfile_requests_total{method="GET",route="none",status="404"} 1', 'backfile_requests_total{method="GET",route="/v1/articles/{id}",status="200"} 1',
                     'backfile_request_seconds_count{route="/v1/search"} 3', 'backfile_matches_total 10', 'backfile_articles 24', 'backfile_searches_running 0'):
            assert line in lines, f'{line} is not in {answer.body.decode()}'
        for stage in ('match', 'marks', 'json'):
            assert any(line.startswith(f'backfile_search_stage_seconds_total{{stage="{stage}"}} ') for line in lines), f'no {stage} in {answer.body.decode()}'


def request_ids_are_kept(indexer, program):
    """A well-formed X-Request-Id is given back and logged; any other is replaced."""
    with Server(indexer, program) as server:
        assert server.get('/healthz', {'X-Request-Id': 'proxy-1.2_3'}).headers['x-request-id'] == 'proxy-1.2_3'
        for bad in ('a b', 'a"b', 'x' * 65, '\u00e9', ''): assert server.get('/healthz', {'X-Request-Id': bad}).headers['x-request-id'] not in (bad, ''), bad
        server.stop()
        with open(server.log, encoding='utf-8') as log: assert '"request":"proxy-1.2_3"' in log.read()


def slow_requests_are_logged(indexer, program):
    """A request over slow_search_seconds is logged with its query although the log is to hold warnings only."""
    with Server(indexer, program, settings=['--log-level', 'warn', '--slow-search-seconds', '0.000001']) as server:
        server.get('/v1/search?q=coal+strike')
        server.stop()
        with open(server.log, encoding='utf-8') as log: line = json.loads(log.readline())
        assert line['slow'] and line['level'] == 'warning' and line['query'] == 'q=coal strike', line


def speaks_https(indexer, program):
    """With a certificate the server speaks HTTPS: keep-alive, large answers, exports, and an end; plain HTTP and slow handshakes hurt nobody."""
    folder = pathlib.Path(__file__).parent / 'tls'
    with Server(indexer, program, settings=['--tls-cert', str(folder / 'cert.pem'), '--tls-key', str(folder / 'key.pem')]) as server:
        trust = ssl.create_default_context(cafile=folder / 'cert.pem')
        silent = [server.connect() for _ in range(20)]
        silent[0].sendall(b'\x16\x03\x01')
        assert server.raw(b'GET / HTTP/1.1\r\nHost: x\r\n\r\n').status == 0
        with trust.wrap_socket(server.connect(), server_hostname='localhost') as client:
            rest = b''
            for target in (b'/v1/search?page_size=100&snippets=3', b'/healthz', b'/v1/search?q=coal'):
                client.sendall(KEEP % target)
                answer, rest = read_answer(client, rest)
                assert answer.status == 200, answer.body
            client.sendall(b'GET /v1/export HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
            exported = Answer(read_all(client))
            assert exported.status == 200 and exported.body.count(b'\n') == 24, exported.body[-300:]
        server.process.send_signal(signal.SIGHUP)
        with trust.wrap_socket(server.connect(), server_hostname='localhost') as client:
            client.sendall(b'POST /v1/search HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n' + b' ' * 99980 + b'{"q":"coal","page":1}'[:20])
            answer, _ = read_answer(client)
            assert answer.status in (200, 400), answer.body
        status, seconds = server.stop()
        assert status == 0 and seconds < 3, f'status {status} after {seconds:.1f} s'


def many_shake_hands(indexer, program):
    """Clients that shake hands all at once are all served, and so is one that has been there before; beyond connections_per_address they are closed at once."""
    folder = pathlib.Path(__file__).parent / 'tls'
    with Server(indexer, program, settings=['--tls-cert', str(folder / 'cert.pem'), '--tls-key', str(folder / 'key.pem'), '--connections-per-address', '60']) as server:
        trust = ssl.create_default_context(cafile=folder / 'cert.pem')
        statuses = []

        def shake_hands():
            for _ in range(5):
                with trust.wrap_socket(server.connect(), server_hostname='localhost') as client:
                    client.sendall(KEEP % b'/healthz')
                    statuses.append(read_answer(client)[0].status)

        with trust.wrap_socket(server.connect(), server_hostname='localhost') as before:
            others = [threading.Thread(target=shake_hands) for _ in range(20)]
            for other in others: other.start()
            rest = b''
            for _ in range(50):
                before.sendall(KEEP % b'/healthz')
                answer, rest = read_answer(before, rest)
                assert answer.status == 200, answer.body
            for other in others: other.join()
        assert statuses == [200] * 100, statuses
        silent = [server.connect() for _ in range(100)]
        closed = 0
        for _ in range(100):
            closed = len(select.select(silent, [], [], 0)[0])
            if closed >= 40: break
            time.sleep(0.05)
        for client in silent: client.close()
        assert closed >= 40, f'{closed} of 100 are closed'


TESTS = [speaks_https, many_shake_hands, settings_are_read_again, metrics_tell_what_happened, request_ids_are_kept, slow_requests_are_logged, sigterm_answers_what_was_accepted, hard_deadline, idle_connections_block_nobody, drains_before_it_ends, clients_are_limited, other_sites_read_where_they_may, public_url_is_in_links]
