#!/usr/bin/env python3
"""Files hold one idea and functions fit on a screen: 400 lines and 60 lines at most; nearly all files stay under 300."""
import pathlib, re, sys

MAX_FILE, USUAL_FILE, USUAL_SHARE, MAX_FUNCTION = 400, 300, 0.9, 60


def long_functions(lines):
    """Yields (first line, length) of every brace block that is opened by a line ending in `) … {` outside namespaces and classes."""
    start = depth = None
    level = 0
    for number, line in enumerate(lines, 1):
        code = re.sub(r'"(\\.|[^"\\])*"|\'(\\.|[^\'\\])*\'|//.*', '', line)
        if start is None and re.search(r'\)[\w\s:&<>,*-]*(\{|:.*\{)\s*$', code) and not re.match(r'\s*(if|for|while|switch|else|namespace|struct|class|enum|union|\})', code):
            start, depth = number, level
        level += code.count('{') - code.count('}')
        if start is not None and level <= depth:
            yield start, number - start + 1
            start = None


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else '.')
    files = [p for top in ('config', 'indexer', 'server', 'tests') for p in (root / top).rglob('*') if p.suffix in ('.cpp', '.h', '.py', '.js', '.sh')]
    problems, usual = [], 0
    for path in sorted(files):
        lines = path.read_text(encoding='utf-8').splitlines()
        name = path.relative_to(root)
        usual += len(lines) <= USUAL_FILE
        if len(lines) > MAX_FILE: problems.append(f'{name}: {len(lines)} lines, {MAX_FILE} at most: is it one idea?')
        if path.suffix in ('.cpp', '.h') and name.parts[0] != 'tests':
            problems += [f'{name}:{start}: a function of {length} lines, {MAX_FUNCTION} at most' for start, length in long_functions(lines) if length > MAX_FUNCTION]
            if not lines or not re.match(r'//|#pragma once|#include', lines[0]): problems.append(f'{name}: does not begin with a comment on its idea')
    if usual < USUAL_SHARE * len(files): problems.append(f'only {usual} of {len(files)} files are within {USUAL_FILE} lines')
    print('\n'.join(problems) or f'{len(files)} files, {usual} of them within {USUAL_FILE} lines')
    return 1 if problems else 0


sys.exit(main())
