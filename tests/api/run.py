#!/usr/bin/env python3
"""Runs the data-driven cases of this folder and then the tests of behaviour.py, transport.py and writing.py.
Usage: run.py INDEXER SERVER. The server searches articles.jsonl with synonyms.txt, and goes by keys.txt.

A case: {comment, method?, target | raw, headers?, body?, status? (200), headers_expected?, expect?, empty?, text?}.
  {x*N} in target, raw, headers and body stands for x, N times.
  headers_expected: name -> value, null: must be absent.
  expect: JSON pointer -> the value itself, {"contains": part} or {"absent": true}.
  Every answer is also held against /openapi.json (described.py).
  empty: no body. text: what the body contains; text_absent: a list of what it does not."""
import json, pathlib, re, sys

import behaviour, caching, described, lifecycle, transport, writing
from serving import Server

FOLDER = pathlib.Path(__file__).parent
MISSING = object()


def expand(text):
    return re.sub(r'\{([^{}]*)\*(\d+)\}', lambda found: found[1] * int(found[2]), text)


def at(document, pointer):
    for step in pointer.split('/')[1:]:
        step = step.replace('~1', '/').replace('~0', '~')
        try:
            document = document[int(step)] if isinstance(document, list) else document[step]
        except (KeyError, IndexError, TypeError, ValueError):
            return MISSING
    return document


def differences(case, answer):
    if answer.status != case.get('status', 200): yield f'status {answer.status} instead of {case.get("status", 200)}: {answer.body[:300]!r}'
    for name, value in case.get('headers_expected', {}).items():
        if answer.headers.get(name) != value: yield f'header {name}: {answer.headers.get(name)!r} instead of {value!r}'
    if case.get('empty') and answer.body: yield f'a body of {len(answer.body)} bytes'
    if 'text' in case and case['text'] not in answer.body.decode(): yield f'{case["text"]!r} is not in the text'
    for text in case.get('text_absent', []):
        if text in answer.body.decode(): yield f'{text!r} is in the text'
    if 'expect' not in case: return
    try:
        document = answer.json()
    except ValueError as error:
        yield f'no JSON: {error}'
        return
    for pointer, wanted in case['expect'].items():
        found = at(document, pointer)
        if isinstance(wanted, dict) and 'absent' in wanted: right = found is MISSING
        elif isinstance(wanted, dict) and 'contains' in wanted: right = isinstance(found, str) and wanted['contains'] in found
        else: right = found == wanted
        if not right: yield f'{pointer} is {"missing" if found is MISSING else json.dumps(found, ensure_ascii=False)}, wanted {json.dumps(wanted, ensure_ascii=False)}'


def send(server, case):
    if 'raw' in case: return server.raw(expand(case['raw']).encode())
    headers = {name: expand(value) for name, value in case.get('headers', {}).items()}
    return server.get(expand(case['target']), headers, case.get('method', 'GET'), expand(case.get('body', '')).encode())


def main():
    indexer, program = sys.argv[1:3]
    count, failures = 0, []
    with Server(indexer, program, settings=['--synonyms', FOLDER / 'synonyms.txt', '--keys-file', FOLDER / 'keys.txt']) as server:
        description = described.Description(server)
        for path in sorted(FOLDER.glob('*.json')):
            for case in json.loads(path.read_text(encoding='utf-8')):
                count += 1
                try:
                    answer = send(server, case)
                    wrong = list(differences(case, answer))
                    if 'raw' not in case: wrong += description.differences(case.get('method', 'GET'), expand(case['target']), answer)
                except OSError as error:
                    wrong = [f'no answer: {error}']
                failures += [f'{path.name}: {case["comment"]}\n    ' + '\n    '.join(wrong)] if wrong else []
        status, seconds = server.stop()
        if status != 0: failures.append(f'the server ended with status {status}: {server.process.stderr.read()[:4000]}')
    for test in behaviour.TESTS + caching.TESTS + lifecycle.TESTS + transport.TESTS + writing.TESTS + [described.what_is_described_is_what_is_answered]:
        count += 1
        try:
            test(indexer, program)
        except Exception as error:
            failures.append(f'{test.__doc__}\n    {type(error).__name__}: {error}')
    print('\n'.join(failures))
    print(f'{count} cases, {len(failures)} failed')
    return 1 if failures else 0


if __name__ == '__main__': sys.exit(main())
