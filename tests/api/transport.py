"""What the transport does under a whole server: other sites, proxies, slow and hostile clients, an orderly end. Each test's first line is its sentence."""
from serving import Server


def other_sites_read_where_they_may(indexer, program):
    """Pages of the origins that cors_origins names may read answers, errors too, after a preflight; others may not."""
    with Server(indexer, program, settings=['--cors-origins', 'https://News.example, http://localhost:3000']) as server:
        asked = {'Origin': 'https://news.example', 'Access-Control-Request-Method': 'GET', 'Access-Control-Request-Headers': 'authorization'}
        preflight = server.get('/v1/search', asked, 'OPTIONS')
        assert preflight.status == 204 and preflight.headers['access-control-allow-methods'] == 'GET, HEAD, OPTIONS', preflight.headers
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


TESTS = [other_sites_read_where_they_may, public_url_is_in_links]
