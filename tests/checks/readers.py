#!/usr/bin/env python3
"""Every reader file is registered in formats.def, every registered format has its file and at least one fixture with its expected articles."""
import pathlib, re, sys


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else '.')
    folder = root / 'indexer/readers'
    registered = re.findall(r'^BACKFILE_FORMAT\((\w+)\)', (folder / 'formats.def').read_text(), re.M)
    defined = {match: path.name for path in folder.glob('*.cpp') for match in re.findall(r'const Format format_(\w+)\s*[={]', path.read_text(encoding='utf-8'))}
    problems = [f'{file}: format_{name} is not in formats.def' for name, file in defined.items() if name not in registered]
    for name in registered:
        if name not in defined: problems.append(f'formats.def: no file defines format_{name}')
        fixtures = root / 'tests/fixtures' / name
        if not list(fixtures.glob('*.expected.json')): problems.append(f'tests/fixtures/{name}: no fixture with an .expected.json')
    if registered != sorted(set(registered)): problems.append('formats.def: keep the lines in order, each once')
    print('\n'.join(problems) or f'{len(registered)} formats, each registered and with fixtures')
    return 1 if problems else 0


sys.exit(main())
