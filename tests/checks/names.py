#!/usr/bin/env python3
"""Names: no drawers, namespaces follow folders, no prefix or slot number outside the field table, no machine's paths, no loose ends."""
import pathlib, re, subprocess, sys

DRAWERS = {'utils', 'util', 'common', 'helpers', 'helper', 'misc', 'manager', 'base', 'tools', 'stuff'}
LOOSE_ENDS = re.compile(r'\b(TODO|FIXME|XXX|HACK)\b')
MACHINE = re.compile(r'/(work|root)/[a-z]')


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else '.').resolve()
    listed = subprocess.run(['git', '-C', str(root), 'ls-files'], capture_output=True, text=True, check=True).stdout.split('\n')
    problems = []
    for name in filter(None, listed):
        path = root / name
        if not path.is_file(): continue
        for part in pathlib.PurePosixPath(name).parts:
            if part.split('.')[0].lower() in DRAWERS: problems.append(f'{name}: "{part}" is a drawer, not a name')
        if path.suffix not in ('.cpp', '.h', '.sh', '.py', '.txt', '.cmake', '.md', '.yml', '.json') or name.startswith(('tests/fixtures', 'tests/sample-archive')): continue
        text = path.read_text(encoding='utf-8')
        for number, line in enumerate(text.splitlines(), 1):
            if name != 'tests/checks/names.py' and LOOSE_ENDS.search(line): problems.append(f'{name}:{number}: a loose end: do it, or write an issue')
            if name != 'tests/checks/names.py' and MACHINE.search(line): problems.append(f'{name}:{number}: a path of one machine')
        if path.suffix in ('.cpp', '.h') and name.startswith(('config/', 'indexer/', 'server/')):
            folder = pathlib.PurePosixPath(name).parent.name
            for namespace in re.findall(r'^namespace backfile::(\w+)', text, re.M):
                if namespace != folder: problems.append(f'{name}: namespace backfile::{namespace}, but the folder is {folder}')
            if path.name != 'main.cpp' and not re.search(r'^namespace ', text, re.M): problems.append(f'{name}: no namespace')
            if folder != 'schema':
                for match in re.finditer(r'(add_value|get_value|add_boolean_term|add_term|has_positions)\(\s*(\d+|"[^"]*")', text):
                    problems.append(f'{name}: {match[0]}…: terms and slots are made in indexer/schema alone')
    print('\n'.join(problems) or 'names are in order')
    return 1 if problems else 0


sys.exit(main())
