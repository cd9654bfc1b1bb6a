#!/usr/bin/env python3
"""The hostile list: what a client may send to hurt the server, each a 4xx or a right answer, in bounded time and memory, with the server still
serving. Usage: hostile.py INDEXER SERVER [--strict]

A request must be answered within the search deadline (5 s) plus 100 ms with --strict; without, within four times that, since tests run on busy
machines with sanitizers. Memory must not grow by 32 MB with --strict; sanitizers keep freed memory, so without it is shown only."""
import argparse, gzip, json, pathlib, re, socket, sys, time, urllib.parse

from serving import Answer, Server, read_all

DEADLINE = 5.0
NASTY = ['a\r\nSet-Cookie: evil=1', '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '%00', "' OR 1=1 --", '../../etc/passwd', '${jndi:ldap://x}', '\u202e\ufeff', '(' * 1900, '"' * 1900, '-' * 1900,
         'a* b* c* d*', '* ' * 900, 'a~1 ' * 400, '\U0001f469' * 400, 'NEAR ' * 300, '"a b"~99999999999', 'date:9999999999..-1', 'x:' * 800]
PARAMETERS = ['q', 'in', 'from', 'to', 'on', 'section', 'author', 'source', 'tag', 'lang', 'sort', 'match', 'page', 'page_size', 'cursor', 'fields', 'facets', 'facet_size', 'snippets', 'snippet_length', 'explain',
              'interval', 'days', 'limit', 'format', 'nosuch']
PATHS = ['/v1/search', '/v1/timeline', '/v1/suggest', '/v1/export', '/search.csv', '/v1/articles/pit-1/related', '/v1/articles/{}', '/{}', '/healthz', '/readyz', '/metrics']
KEEP_CLOSED = 'Host: x\r\nConnection: close\r\n'


def memory(server):
    return int(re.search(r'VmRSS:\s+(\d+)', pathlib.Path(f'/proc/{server.process.pid}/status').read_text())[1]) / 1024


def send_parts(server, parts):
    """Sends pieces until the server has enough; gives its answer."""
    with server.connect() as client:
        try:
            for part in parts: client.sendall(part)
        except OSError:
            pass
        return Answer(read_all(client))


def chunks_of_200_mb():
    yield b'POST /v1/search HTTP/1.1\r\nTransfer-Encoding: chunked\r\n' + KEEP_CLOSED.encode() + b'\r\n'
    piece = b'10000\r\n' + b'x' * 65536 + b'\r\n'
    for _ in range(3200): yield piece
    yield b'0\r\n\r\n'


def posted(body, coding=''):
    for path in ('/v1/search', '/v1/articles'):
        head = f'POST {path} HTTP/1.1\r\nContent-Type: application/json\r\n{coding}Content-Length: {len(body)}\r\n{KEEP_CLOSED}\r\n'
        yield f'POST {path}', lambda server, head=head: send_parts(server, [head.encode(), body])


def long_queries():
    """What a key of scope long-queries may send."""
    words = [f'{a}{b}{c}' for a in 'bcdfglmnprst' for b in 'aeiou' for c in ('coal', 'nd', 'll', 'rk', 'strike', 'st', 'mp', 'ck', 'ng', 'rt', 'ss', 'nt', 'lt', 'rd', 'sk', 'x')]
    queries = {'alternatives': ' OR '.join(words), 'words': ' '.join(words), 'excluded': 'coal ' + ' '.join('-' + word for word in words), 'phrases': ' OR '.join(f'"{word} the of"' for word in words),
               'near': '"the of"~50 ' * 1000, 'one phrase': '"' + 'the ' * 16000 + '"', 'hyphens': 'the-' * 16000, 'characters': '石' * 21000, 'quotation marks': '"' * 65000, 'parentheses': '()' * 32000, 'signs': '-+' * 32000, 'dates': ' OR '.join(f'date:{year}' for year in range(2000)),
               'misspelt': ' '.join(word + 'q' for word in words), 'fields': ' OR '.join('title:' + word for word in words), 'half letters': 'x\ud83d' * 9000, 'letters off': 'coal~1 ' * 2000}
    for name, query in queries.items():
        body = json.dumps({'q': query, 'facets': 'section,source,author,year', 'explain': True, 'snippets': 5, 'page_size': 100}).encode()
        head = f'POST /v1/search HTTP/1.1\r\nAuthorization: Bearer test-monitor\r\nContent-Length: {len(body)}\r\n{KEEP_CLOSED}\r\n'
        yield f'a long query: {name}', lambda server, sent=head.encode() + body: send_parts(server, [sent])


def attacks():
    """(name, what asks and gives the answer)"""
    def raw(text): return lambda server: server.raw(text.encode('utf-8', 'surrogateescape'))
    yield '10,000 headers', raw('GET / HTTP/1.1\r\n' + KEEP_CLOSED + 'A: b\r\n' * 10000 + '\r\n')
    yield 'a header of 60 MB', lambda server: send_parts(server, [b'GET / HTTP/1.1\r\nA: ', *[b'x' * 65536] * 960, b'\r\n\r\n'])
    yield 'a request line of 10 MB', lambda server: send_parts(server, [b'GET /', *[b'x' * 65536] * 160, b' HTTP/1.1\r\n\r\n'])
    yield '1,000,000 blank lines', raw('\r\n' * 1000000 + 'GET /healthz HTTP/1.1\r\n' + KEEP_CLOSED + '\r\n')
    yield '200 MB in chunks', lambda server: send_parts(server, chunks_of_200_mb())
    yield from (('a gzip bomb: ' + name, ask) for name, ask in posted(gzip.compress(b'[' * 300_000_000, 1), 'Content-Encoding: gzip\r\n'))
    yield from (('deep JSON: ' + name, ask) for name, ask in posted(b'[' * 100000))
    yield from (('a body that ends early: ' + name, ask) for name, ask in posted(b'', 'X: y\r\n'))
    yield 'overlapping ranges', raw('GET /v1/search?q=coal HTTP/1.1\r\n' + KEEP_CLOSED + 'Range: bytes=' + ','.join(['0-'] * 1500) + '\r\n\r\n')
    yield '100,000 parentheses', raw('GET /v1/search?q=' + '(' * 100000 + ' HTTP/1.1\r\n' + KEEP_CLOSED + '\r\n')
    yield 'wildcards by the hundred', raw('GET /v1/search?q=' + '+'.join(f'{a}{b}*' for a in 'abcdefghij' for b in 'abcdefghij') + ' HTTP/1.1\r\n' + KEEP_CLOSED + '\r\n')
    yield from long_queries()
    yield 'two lengths', raw('POST /v1/search HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n' + KEEP_CLOSED + '\r\nhello')
    yield 'length and chunks', raw('POST /v1/search HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n' + KEEP_CLOSED + '\r\n0\r\n\r\n')
    for path in PATHS:
        for nasty in NASTY:
            quoted = urllib.parse.quote(nasty, safe='')
            if '{}' in path: yield f'{path} with {nasty[:20]!r}', raw(f'GET {path.format(quoted)} HTTP/1.1\r\n{KEEP_CLOSED}\r\n')
            for name in [] if '{}' in path else PARAMETERS if path == '/v1/search' else ['q', 'from', 'cursor']:
                yield f'{path}?{name}={nasty[:20]!r}', raw(f'GET {path}?{name}={quoted} HTTP/1.1\r\n{KEEP_CLOSED}\r\n')
    for name in ('Host', 'X-Request-Id', 'X-Forwarded-For', 'Forwarded', 'Origin', 'Accept-Encoding', 'If-None-Match', 'If-Modified-Since', 'Authorization', 'Accept', 'Cookie', 'Expect', 'Connection', 'Upgrade'):
        for nasty in NASTY: yield f'{name}: {nasty[:20]!r}', raw(f'GET /v1/search?q=coal HTTP/1.1\r\n{KEEP_CLOSED if name != "Host" else "Connection: close" + chr(13) + chr(10)}{name}: {nasty}\r\n\r\n')


def wrong(answer, took, strict):
    # Sanitizers, or a slow machine that does something else beside: what takes the whole deadline is refused, as it should be.
    out_of_time = answer.status == 503 and took >= DEADLINE and not strict
    if not (answer.status < 300 or 400 <= answer.status < 500 or answer.status in (501, 505) or out_of_time): return f'status {answer.status}: {answer.body[:200]!r}'
    if took > (DEADLINE + 0.1) * (1 if strict else 4): return f'answered after {took:.1f} s'
    if 'set-cookie' in answer.headers: return 'a header of the client\'s making'
    if 'html' in answer.headers.get('content-type', '') and b'<script>alert(1)' in answer.body: return 'a script of the client\'s making'
    for inside in (b'terminate called', b'std::', b'.cpp', b'Xapian'):
        if inside in answer.body: return f'internal text {inside!r}'
    return ''


def run(server, strict):
    failures, count, slowest = [], 0, (0.0, '')
    server.get('/v1/search?q=coal+strike&facets=section')
    before = memory(server)
    for name, ask in attacks():
        count += 1
        begun = time.monotonic()
        try:
            trouble = wrong(ask(server), time.monotonic() - begun, strict)
        except (OSError, ValueError) as error:
            trouble = f'no answer: {error!r}'
        slowest = max(slowest, (time.monotonic() - begun, name))
        if server.process.poll() is not None: return [*failures, f'{name}: the server is gone'], count
        if trouble: failures.append(f'{name}: {trouble}')
    grown = memory(server) - before
    if server.get('/v1/search?q=coal').status != 200: failures.append('the server does not serve any more')
    print(f'{count} attacks; slowest {slowest[0]:.2f} s ({slowest[1]}); memory grew by {grown:.0f} MB from {before:.0f}')
    if strict and grown >= 32: failures.append(f'memory grew by {grown:.0f} MB')
    return failures, count


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('indexer')
    parser.add_argument('server')
    parser.add_argument('--strict', action='store_true')
    arguments = parser.parse_args()
    with Server(arguments.indexer, arguments.server, settings=['--keys-file', pathlib.Path(__file__).parent / 'keys.txt']) as server:
        failures, count = run(server, arguments.strict)
        if server.process.poll() is None:
            status, _ = server.stop()
            if status != 0: failures.append(f'the server ended with status {status}')
        if server.process.returncode != 0: failures.append(server.process.stderr.read()[:4000])
    print('\n'.join(failures[:30]))
    print(f'{count} attacks, {len(failures)} failed')
    return 1 if failures else 0


if __name__ == '__main__': sys.exit(main())
