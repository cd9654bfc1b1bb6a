#!/usr/bin/env python3
"""What idle, dripping and slow clients cost others: times of /healthz and of searches without them and with 256 idle keep-alive connections, 64
clients that drip a byte a second, and 16 that do not read what they asked for. Usage: slow_clients.py PORT [QUERY…]

The server must be running: backfile-server --archive DIR --listen 127.0.0.1:PORT --log-level warn"""
import socket, statistics, sys, threading, time, urllib.parse

PORT = int(sys.argv[1])
QUERIES = sys.argv[2:] or ['coal strike', 'government', '"prime minister"', 'election AND result', 'war OR peace']
ROUNDS = 200


def connect():
    client = socket.create_connection(('127.0.0.1', PORT), timeout=30)
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return client


def ask(target):
    """Seconds from connecting to the end of the answer."""
    begun = time.perf_counter()
    with connect() as client:
        client.sendall(f'GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'.encode())
        received = b''
        while chunk := client.recv(65536): received += chunk
    assert received.startswith(b'HTTP/1.1 200'), received[:200]
    return time.perf_counter() - begun


def measure(name, targets):
    times = sorted(ask(targets[i % len(targets)]) * 1000 for i in range(ROUNDS))
    print(f'  {name:10} median {statistics.median(times):7.2f} ms   p99 {times[int(ROUNDS * 0.99)]:7.2f} ms   worst {times[-1]:7.2f} ms')


def measure_all(title):
    print(title)
    measure('/healthz', ['/healthz'])
    measure('search', ['/v1/search?q=' + urllib.parse.quote(query) for query in QUERIES])


def drip(stop):
    """64 clients, each a byte of its head a second; a client that is let go comes again."""
    head, clients = b'GET /v1/search?q=coal HTTP/1.1\r\nHost: x\r\nX: ' + b'y' * 4000, []
    while not stop.is_set():
        while len(clients) < 64: clients.append([connect(), 0])
        for client in list(clients):
            try:
                client[0].sendall(head[client[1]:client[1] + 1])
                client[1] += 1
            except OSError:
                clients.remove(client)
        stop.wait(1)


def main():
    measure_all('alone')
    stop = threading.Event()
    idle = [connect() for _ in range(256)]
    for client in idle: client.sendall(b'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n')
    greedy = [connect() for _ in range(16)]
    for client in greedy: client.sendall(b'GET /v1/search?page_size=100 HTTP/1.1\r\nHost: x\r\n\r\n' * 3)
    dripping = threading.Thread(target=drip, args=(stop,))
    dripping.start()
    time.sleep(2)
    measure_all('with 256 idle, 64 dripping and 16 that do not read')
    stop.set()
    dripping.join()


if __name__ == '__main__': main()
