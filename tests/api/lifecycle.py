"""Articles that are withheld, embargoed, shown again, deleted and purged while the server serves. Each test's first line is its sentence."""
import datetime, json, os, subprocess, time

from serving import Server, index


class Life:
    """An empty folder's archive behind a server, and its indexer."""

    def __init__(self, indexer, program):
        self.indexer, self.program = indexer, program

    def __enter__(self):
        self.server = Server(self.indexer, self.program).__enter__()
        self.told = self.server.get('/v1/changes?limit=1000').json()['next']
        return self

    def __exit__(self, *how):
        self.server.__exit__(*how)

    def add(self, **article):
        path = os.path.join(self.server.scratch.name, 'one.jsonl')
        with open(path, 'w', encoding='utf-8') as out: out.write(json.dumps({'published': '1950-01-01', 'language': 'en', **article}) + '\n')
        index(self.indexer, self.server.archive, path)

    def delete(self, *arguments):
        done = subprocess.run([self.indexer, 'delete', '--archive', self.server.archive, '--json', *arguments], capture_output=True, text=True)
        assert done.returncode == 0, f'status {done.returncode}: {done.stderr}'
        return json.loads(done.stdout)

    def total(self, word):
        return self.server.get(f'/v1/search?q={word}').json()['total']

    def status(self, one):
        return self.server.get(f'/v1/articles/{one}').status

    def news(self):
        """What is new since the last call, as (change, id)."""
        found = []
        while True:
            page = self.server.get(self.told + '&limit=2' if 'limit' not in self.told else self.told).json()
            found += [(one['change'], one['id']) for one in page['changes']]
            self.told = page['next']
            if not page['more']: return found

    def must_be_nowhere(self, one, *words):
        for target in [*(f'/v1/search?q={word}&facets=section,tag,author' for word in words), *(f'/v1/search?q={word[:-1]}*' for word in words),
                       *(f'/v1/search?q={word}x' for word in words), *(f'/v1/suggest?q={word[:4]}' for word in words), '/v1/search?page_size=100&sort=newest&facets=section,tag,author',
                       '/v1/articles/pit-1/related?page_size=100', f'/v1/articles/{one}']:
            body = self.server.get(target).body.decode()
            if '"q"' not in body and target.startswith('/v1/suggest'): body = json.dumps(json.loads(body)[1:])
            for word in words:
                shown = body.replace(f'{word}x', '').replace(f'"q":"{word}', '').replace(f'"parsed":"{word}', '')
                assert f'<mark>{word}' not in shown and f'"title":"{word}' not in shown and one not in shown.replace(f"'{one}'", ''), f'{target}: {body[:600]}'
            if target.startswith(f'/v1/search?q={words[0]}&'): assert json.loads(body)['total'] == 0, body[:300]
            if 'did_you_mean' in body: raise AssertionError(f'{target}: {body[:600]}')


def embargo_ends_to_the_second(indexer, program):
    """An embargoed article appears in its second without a writer, in search, by id and in the changes, and is told of once."""
    with Life(indexer, program) as life:
        moment = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0) + datetime.timedelta(seconds=6)
        life.add(id='later-story', title='Zinnober announced', body='Zinnober prices, quiddlemont.', tags=['zinnobertag'], section='zinnobersection', embargoed=moment.strftime('%Y-%m-%dT%H:%M:%SZ'))
        life.must_be_nowhere('later-story', 'zinnober', 'quiddlemont')
        assert life.news() == [], 'told of before its time'
        articles = life.server.get('/healthz').json()
        while datetime.datetime.now(datetime.timezone.utc) < moment:
            seen, now = life.total('zinnober'), datetime.datetime.now(datetime.timezone.utc)
            assert seen == 0 or now >= moment, 'seen before its time'
            time.sleep(0.05)
        assert life.total('zinnober') == 1 and life.total('quiddlemont') == 1, 'not found in its second'
        assert life.status('later-story') == 200
        assert life.news() == [('added', 'later-story')]
        life.add(id='other', title='Another', body='That moves it.')
        assert life.total('zinnober') == 1
        assert life.news() == [('added', 'other')]
        assert life.total('zinnob*') == 1, 'its words are in the dictionary once a writer has moved it'


def withheld_and_shown_again(indexer, program):
    """An article that is withheld is nowhere at once, is shown again when it comes as usable, and mirrors can follow both."""
    with Life(indexer, program) as life:
        life.add(id='held-story', title='Larkspurg meets', body='The larkspurg council met.')
        assert life.total('larkspurg') == 1
        life.add(id='held-story', title='Larkspurg meets', body='The larkspurg council met.', status='withheld')
        life.must_be_nowhere('held-story', 'larkspurg')
        assert life.status('held-story') == 404
        assert life.news() == [('deleted', 'held-story')]
        life.add(id='held-story', title='Larkspurg meets', body='The larkspurg council met.')
        assert life.total('larkspurg') == 1 and life.status('held-story') == 200
        assert life.news() == [('changed', 'held-story')]
        life.add(id='held-story', title='Larkspurg meets', body='The larkspurg council met.', corrections=[{'text': 'It met on Monday.'}])
        assert life.news() == [('corrected', 'held-story')]
        hit = life.server.get('/v1/search?q=larkspurg').json()['results'][0]
        assert hit['corrections'] == [{'text': 'It met on Monday.'}], hit
        life.add(id='held-story', title='Larkspurg meets', body='x', status='canceled', corrections=[{'text': 'It never met.'}])
        assert life.status('held-story') == 410
        assert life.news() == [('canceled', 'held-story')]


def deleted_is_gone(indexer, program):
    """A deleted article answers 410 with its reason, is in no result, and comes back when it is added again."""
    with Life(indexer, program) as life:
        life.add(id='deleted-story', title='Vellichor sold', body='The vellichor was sold.')
        life.news()
        assert life.delete('deleted-story', '--reason', 'A judge <b>ordered</b> it.\nTwice.')['deleted'] == 1
        gone = life.server.get('/v1/articles/deleted-story')
        assert gone.status == 410 and 'A judge <b>ordered</b> it. Twice.' in gone.json()['detail'], gone.body
        related = life.server.get('/v1/articles/deleted-story/related')
        assert related.status == 410 and related.json() == gone.json(), related.body
        life.must_be_nowhere('deleted-story', 'vellichor')
        page = life.server.get(life.told).json()
        assert [(one['change'], one['id'], one['reason']) for one in page['changes']] == [('deleted', 'deleted-story', 'A judge <b>ordered</b> it. Twice.')], page
        life.add(id='deleted-story', title='Vellichor sold', body='The vellichor was sold.')
        assert life.status('deleted-story') == 200 and life.total('vellichor') == 1


def purged_is_in_no_file(indexer, program):
    """After a purge no file of the archive has the article's words, while the server answers on."""
    with Life(indexer, program) as life:
        life.add(id='p1', title='Grumblethwick', body='The grumblethwick testified.')
        life.add(id='p2', title='Kept', body='Kept.')
        assert life.total('grumblethwick') == 1
        report = life.delete('--purge', 'p1', '--reason', 'court order')
        assert report['deleted'] == 1 and report['purged']['databases'] >= 1, report
        for folder, _, names in os.walk(life.server.archive):
            for name in names:
                with open(os.path.join(folder, name), 'rb') as file: assert b'grumblethwick' not in file.read().lower(), name
        assert life.status('p1') == 410 and life.status('p2') == 200 and life.total('grumblethwick') == 0
        assert life.delete('--purge', 'p1')['gone'] == 1


TESTS = [embargo_ends_to_the_second, withheld_and_shown_again, deleted_is_gone, purged_is_in_no_file]
