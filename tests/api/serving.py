"""A backfile-server under test: builds an archive, starts the server on a free port, and speaks HTTP over raw sockets, so that odd requests
can be sent too."""
import gzip, json, os, pathlib, re, signal, socket, subprocess, tempfile, time

ARTICLES = pathlib.Path(__file__).parent / 'articles.jsonl'


def unchunked(coded):
    """What the chunks hold (RFC 9112, 7.1). Cut-off bytes come out as they are, and fail whoever compares them."""
    body = b''
    while coded:
        size, _, rest = coded.partition(b'\r\n')
        count = int(size, 16)
        if count == 0 and rest == b'\r\n': return body
        body, coded = body + rest[:count], rest[count + 2:]
    return body + b' [cut off]' if body else b''


class Answer:
    """status, headers (names in lower case), body as bytes: chunks joined and decompressed."""

    def __init__(self, raw):
        head, _, self.body = raw.partition(b'\r\n\r\n')
        lines = head.decode('latin-1').split('\r\n')
        parts = lines[0].split(' ', 2)
        self.status = int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else 0
        self.headers = {k.strip().lower(): v.strip() for k, _, v in (line.partition(':') for line in lines[1:])}
        if self.headers.get('transfer-encoding') == 'chunked': self.body = unchunked(self.body)
        if self.headers.get('content-encoding') == 'gzip' and self.body: self.body = gzip.decompress(self.body)

    def json(self):
        return json.loads(self.body.decode('utf-8'))


def index(indexer, archive, *inputs):
    done = subprocess.run([indexer, 'add', '--archive', archive, '--json', *map(str, inputs)], capture_output=True, text=True)
    assert done.returncode == 0, f'indexing failed with status {done.returncode}: {done.stdout}{done.stderr}'


class Server:
    """Use in a `with`. Without an archive directory, one is made from articles.jsonl."""

    def __init__(self, indexer, server, archive=None, settings=()):
        self.indexer, self.program, self.settings = indexer, server, list(settings)
        self.scratch = tempfile.TemporaryDirectory(prefix='backfile-api-')
        self.archive = archive or os.path.join(self.scratch.name, 'archive')
        self.log = os.path.join(self.scratch.name, 'log')

    def __enter__(self):
        if not os.path.exists(self.archive): index(self.indexer, self.archive, ARTICLES)
        self.process = subprocess.Popen([self.program, '--archive', self.archive, '--listen', '127.0.0.1:0', '--log-file', self.log, *self.settings],
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        found = re.search(r'https?://127\.0\.0\.1:(\d+)', line)
        assert found, f'the server did not say where it listens: {line}{self.process.stderr.read()}'
        self.port = int(found[1])
        return self

    def __exit__(self, *_):
        if self.process.poll() is None: self.stop()
        self.process.stdout.close()
        self.process.stderr.close()
        self.scratch.cleanup()

    def stop(self, number=signal.SIGTERM):
        """Returns (exit status, seconds that it took)."""
        begun = time.monotonic()
        self.process.send_signal(number)
        return self.process.wait(timeout=30), time.monotonic() - begun

    def connect(self):
        return socket.create_connection(('127.0.0.1', self.port), timeout=20)

    def raw(self, request):
        """Sends bytes, reads until the server closes."""
        with self.connect() as client:
            try:
                client.sendall(request)
            except OSError:
                pass  # refused before all was sent: the answer is there all the same
            return Answer(read_all(client))

    def get(self, target, headers=(), method='GET', body=b''):
        headers = dict(headers)
        if body and not {name.lower() for name in headers} & {'content-length', 'transfer-encoding'}: headers['Content-Length'] = len(body)
        lines = [f'{method} {target} HTTP/1.1', 'Host: test', 'Connection: close', *(f'{k}: {v}' for k, v in headers.items()), '', '']
        return self.raw('\r\n'.join(lines).encode() + body)


def read_all(client):
    received = b''
    try:
        while chunk := client.recv(65536): received += chunk
    except ConnectionResetError:
        pass
    return received


def read_answer(client, rest=b''):
    """One answer from a connection that stays open: (Answer, bytes after it). Raises EOFError where the server closed first."""
    while b'\r\n\r\n' not in rest:
        chunk = client.recv(65536)
        if not chunk: raise EOFError('the connection was closed before an answer came')
        rest += chunk
    size = rest.index(b'\r\n\r\n') + 4 + int(re.search(rb'(?i)content-length: *(\d+)', rest)[1])
    while len(rest) < size:
        chunk = client.recv(65536)
        if not chunk: raise EOFError('the connection was closed in the middle of an answer')
        rest += chunk
    return Answer(rest[:size]), rest[size:]
