"""Answers that are kept until the archive changes (query_cache). Each test's first line is its sentence."""
import json, os, signal, tempfile, time

from lifecycle import Life
from serving import Server

HIT = 'backfile; hit'


def kept(answer):
    assert answer.status == 200, f'{answer.status}: {answer.body[:300]}'
    return answer.headers.get('cache-status') == HIT


def counted(server, name):
    lines = server.get('/metrics').body.decode().splitlines()
    return next((float(line.split()[-1]) for line in lines if line.startswith(name + ' ')), 0)


def hits(server):
    return counted(server, 'backfile_query_cache_requests_total{result="hit"}')


def without_time(answer):
    document = answer.json()
    assert document.pop('took_ms') >= 0
    return document


def the_same_is_answered_from_the_cache(indexer, program):
    """Searches, timelines, feeds, articles and pages that are asked for again come from the cache, the same but for the time they took; it says so, and is counted."""
    with Server(indexer, program) as server:
        for target in ('/v1/search?q=coal&facets=section', '/v1/timeline?q=coal', '/v1/articles/pit-1/related'):
            first, second = server.get(target), server.get(target)
            assert (kept(first), kept(second)) == (False, True), target
            assert without_time(first) == without_time(second), target
            assert first.headers['etag'] == second.headers['etag'] and first.headers['content-type'] == second.headers['content-type'], target
        for target in ('/search?q=coal', '/search.atom?q=coal', '/v1/articles/pit-1', '/articles/pit-1', '/v1/search?q=coal&format=text'):
            first, second = server.get(target), server.get(target)
            assert (kept(first), kept(second)) == (False, True), target
            assert first.body == second.body and first.headers.get('vary') == second.headers.get('vary'), target
        assert hits(server) == 8 and counted(server, 'backfile_query_cache_requests_total{result="miss"}') == 8
        assert 8 * 400 < counted(server, 'backfile_query_cache_bytes') < 1 << 20
        assert server.get('/v1/search?q=coal&facets=section', {'If-None-Match': server.get('/v1/search?q=coal&facets=section').headers['etag']}).status == 304


def what_differs_is_asked_anew(indexer, program):
    """Another language, type, host, spelling or a reader who signed in gets an answer of their own; refusals, explanations and suggestions are not kept."""
    with Server(indexer, program) as server:
        for headers in ({}, {'Accept-Language': 'de'}, {'Accept': 'text/html'}, {'Host': 'news.example'}, {'Cookie': 'backfile_key=abc'}):
            server.get('/search?q=coal', headers)
        asked = counted(server, 'backfile_query_cache_requests_total{result="miss"}')
        assert hits(server) == 0 and asked >= 4, asked
        for target in ('/v1/search?page_size=1000', '/v1/search?nothing=x', '/v1/articles/nowhere'):
            for _ in range(2): assert server.get(target).headers.get('cache-status') is None, target
        for target in ('/v1/search?q=coal&explain=1', '/v1/suggest?q=coa', '/healthz', '/metrics', '/v1/export?q=coal'):
            for _ in range(2): assert not kept(server.get(target)), target
        assert hits(server) == 0


def a_change_is_seen_at_once(indexer, program):
    """After an article was added, withheld, replaced or deleted, nothing that was kept before is answered."""
    with Life(indexer, program) as life:
        targets = ('/v1/search?q=gasometer', '/search?q=gasometer', '/v1/timeline?q=gasometer')

        def totals():
            for target in targets: life.server.get(target)
            assert all(kept(life.server.get(target)) for target in targets)
            found = [life.server.get(targets[0]).json()['total'], life.server.get(targets[2]).json()['total']]
            shown = b'The gasometer' in life.server.get(targets[1]).body.replace(b'<mark>', b'').replace(b'</mark>', b'')
            return found, shown

        assert totals() == ([0, 0], False)
        life.add(id='gas', title='The gasometer', body='The gasometer was seen.')
        assert totals() == ([1, 1], True)
        life.add(id='gas', title='The gasometer', body='The gasometer was seen.', status='withheld')
        assert totals() == ([0, 0], False)
        life.add(id='gas', title='The gasometer', body='The gasometer was seen.')
        assert totals() == ([1, 1], True)
        life.delete('gas')
        assert totals() == ([0, 0], False)


def an_embargo_ends_in_the_cache_as_well(indexer, program):
    """What was kept while an article was under embargo is not answered once it ends, though nothing was written."""
    with Life(indexer, program) as life:
        until = time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(time.time() + 3))
        life.add(id='later', title='The zoetrope', body='The zoetrope turns.', embargoed=until)
        assert life.total('zoetrope') == 0 and life.total('zoetrope') == 0
        for _ in range(100):
            if life.total('zoetrope') == 1: return
            time.sleep(0.1)
        raise AssertionError('the embargo does not end')


def settings_change_what_is_kept(indexer, program):
    """SIGHUP empties the cache: new synonyms are searched with, and the tags of answers are others. query_cache=0 turns it off."""
    with tempfile.TemporaryDirectory() as folder:
        settings, synonyms = os.path.join(folder, 'settings.json'), os.path.join(folder, 'synonyms.txt')

        def change(lines, **values):
            with open(synonyms, 'w', encoding='utf-8') as out: out.write(lines)
            with open(settings, 'w', encoding='utf-8') as out: json.dump({'synonyms': synonyms, **values}, out)

        change('')
        with Server(indexer, program, settings=['--config', settings]) as server:
            target = '/v1/search?q=anthracite'
            server.get(target)
            before = server.get(target)
            assert kept(before)
            change('anthracite, coal\n')
            server.process.send_signal(signal.SIGHUP)
            for _ in range(100):
                after = server.get(target)
                if after.headers['etag'] != before.headers['etag']: break
                time.sleep(0.05)
            assert after.headers['etag'] != before.headers['etag'] and after.json()['total'] > before.json()['total'], after.body[:300]
            change('', query_cache=0)
            server.process.send_signal(signal.SIGHUP)
            for _ in range(100):
                if server.get(target).headers['etag'] != after.headers['etag']: break
                time.sleep(0.05)
            assert server.get(target).json()['total'] == before.json()['total']
            assert not kept(server.get(target)) and not kept(server.get(target)) and counted(server, 'backfile_query_cache_bytes') == 0


def nobody_makes_it_grow(indexer, program):
    """However many different questions are asked, the cache takes no more than it may; one that is asked again and again stays."""
    with Server(indexer, program, settings=['--query-cache', '200000']) as server:
        server.get('/v1/search?q=coal')
        for i in range(400):
            server.get(f'/v1/search?q=coal+-nothing{i}&{"facets=section" if i % 2 else ""}')
            if i % 10 == 0: assert kept(server.get('/v1/search?q=coal')), i
        assert 100_000 < counted(server, 'backfile_query_cache_bytes') <= 200_000


TESTS = [the_same_is_answered_from_the_cache, what_differs_is_asked_anew, a_change_is_seen_at_once, an_embargo_ends_in_the_cache_as_well,
         settings_change_what_is_kept, nobody_makes_it_grow]
