"""Holds what the server answers against what /openapi.json says of it: addresses, statuses, content types, and the shape of every JSON body; and
asks at random, within what is described and beside it."""
import json, pathlib, random, re
from urllib.parse import quote, urlsplit

from jsonschema import Draft202012Validator

# Of the transport, the same for every address.
ANYWHERE = {404, 405, 408, 411, 413, 414, 415, 417, 431, 501, 505}
ROUTES = pathlib.Path(__file__).parents[2] / 'server/http/routes.def'
ODD = ['', ' ', '0', '-1', '99999999999999999999', '1e9', '"', '(((', ')', '*', '-', 'a OR', 'NOT', 'title:', 'date:..', '\u202e', '\x00', '\r\nX: y', '<script>', '%', 'é' * 50, '石炭', '*' * 9, 'a~9', '"a b"~x',
       '1912-02-30', '9999-12-31T23:59:60Z', "'; --", '../..', '{}', '[]', 'null', 'true', 'a' * 3000, 'coal', '"coal strike"', 'lamps', 'news/industry', 'section,year', 'id,title', '1912', '04-16']


class Description:
    def __init__(self, server):
        self.document = server.get('/openapi.json').json()
        self.known = [(re.compile('^' + re.sub(r'\\\{[^/]*\\\}', '[^/]+', re.escape(path)) + '$'), path) for path in self.document['paths']]

    def resolve(self, node):
        while '$ref' in node:
            step = self.document
            for name in node['$ref'].split('/')[1:]: step = step[name]
            node = step
        return node

    def operation(self, method, target):
        path = urlsplit(target.replace('//', '/')).path
        exact = [template for _, template in self.known if template == path]
        matching = exact or [template for pattern, template in self.known if pattern.match(path)]
        return self.document['paths'][matching[0]].get('get' if method == 'HEAD' else method.lower()) if matching else None

    def differences(self, method, target, answer):
        operation = self.operation(method, target)
        if operation is None: return
        described = operation['responses'].get(str(answer.status))
        if described is None:
            if answer.status not in ANYWHERE: yield f'status {answer.status} is not described'
            return
        content = self.resolve(described).get('content', {})
        if method == 'HEAD' or not answer.body: return
        kind = answer.headers.get('content-type', '').split(';')[0]
        if kind not in content: yield f'content type {kind!r} is not described for status {answer.status}'
        elif 'json' in kind and 'ndjson' not in kind:
            schema = {**content[kind]['schema'], 'components': self.document['components']}
            for error in Draft202012Validator(schema).iter_errors(answer.json()): yield f'/{"/".join(map(str, error.absolute_path))}: {error.message[:200]}'


def routes_and_description_agree(document):
    routes = {(method.lower(), path) for method, path in re.findall(r'^BACKFILE_ROUTE\((\w+), "([^"]+)"', ROUTES.read_text(), re.M)}
    described = {(method, path) for path, item in document['paths'].items() for method in item}
    for method, path in routes - described: yield f'{method.upper()} {path} is not in openapi.json'
    for method, path in described - routes: yield f'{method.upper()} {path} is described but no route'


def schemas_are_sound(document):
    for name, schema in document['components']['schemas'].items():
        try:
            Draft202012Validator.check_schema(schema)
        except Exception as error:
            yield f'schema {name}: {error}'


def random_value(schema, rng):
    if rng.random() < 0.4: return rng.choice(ODD)
    if 'enum' in schema: return rng.choice(schema['enum'])
    if schema.get('type') == 'integer': return str(rng.randint(schema['minimum'], min(schema['maximum'], schema['minimum'] + 20)))
    if schema.get('type') == 'array': return random_value(schema['items'], rng)
    return rng.choice(ODD)


def random_requests(description, rng, count):
    """(method, target, body), reading only."""
    operations = [(method.upper(), path, operation) for path, item in description.document['paths'].items() for method, operation in item.items() if method == 'get' or operation['operationId'] == 'searchByBody']
    for _ in range(count):
        method, path, operation = rng.choice(operations)
        pairs = []
        for parameter in map(description.resolve, operation.get('parameters', [])):
            value = random_value(parameter['schema'], rng)
            if parameter['in'] == 'path': path = path.replace('{' + parameter['name'] + '}', quote(rng.choice([value, 'pit-1', 'mars']) or 'x', safe=''))
            elif rng.random() < 0.3: pairs.append((parameter['name'], value))
        if rng.random() < 0.05: pairs.append((rng.choice(ODD), rng.choice(ODD)))
        query = '&'.join(f'{quote(name, safe="")}={quote(value, safe="")}' for name, value in pairs)
        body = json.dumps(dict(pairs) if rng.random() < 0.8 else rng.choice([[], 1, {'q': [['a']]}, {'q': None}])).encode() if method == 'POST' else b''
        yield method, path + ('?' + query if query and method == 'GET' else ''), body


def what_is_described_is_what_is_answered(indexer, program):
    """Whatever is asked at random is answered without a 5xx, as /openapi.json says; every route is described, and the description is sound."""
    from serving import Server
    with Server(indexer, program) as server:
        description = Description(server)
        troubles = [*routes_and_description_agree(description.document), *schemas_are_sound(description.document)]
        for method, target, body in random_requests(description, random.Random(4), 600):
            answer = server.get(target, {'Content-Type': 'application/json'} if body else {}, method, body)
            if answer.status >= 500 or answer.status == 0: troubles.append(f'{method} {target} {body!r}: status {answer.status}')
            troubles += [f'{method} {target} {body!r}: {difference}' for difference in description.differences(method, target, answer)]
        assert not troubles, '\n      '.join(troubles[:20])
