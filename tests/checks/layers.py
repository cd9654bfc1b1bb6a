#!/usr/bin/env python3
"""Holds the layer table of ARCHITECTURE.md against the includes: an arrow that is not in the table fails."""
import pathlib, re, sys

# folder -> folders whose headers it may include, beside its own.
TABLE = {
    'config': {'indexer/errors'},
    'indexer/errors': set(),
    'indexer/source': {'indexer/errors'},
    'indexer/text': {'indexer/errors'},
    'indexer/article': {'indexer/errors', 'indexer/text'},
    'indexer/wording': {'indexer/text', 'indexer/article'},
    'indexer/markup': {'indexer/errors', 'indexer/source', 'indexer/text'},
    'indexer/page': {'indexer/errors', 'indexer/text', 'indexer/article', 'indexer/wording', 'indexer/markup'},
    'indexer/readers': {'indexer/errors', 'indexer/source', 'indexer/text', 'indexer/article', 'indexer/wording', 'indexer/markup', 'indexer/page'},
    'indexer/analysis': {'indexer/errors'},
    'indexer/schema': {'indexer/errors', 'indexer/article', 'indexer/analysis'},
    'indexer/glass': {'indexer/errors'},
    'indexer/store': {'indexer/errors', 'indexer/article', 'indexer/analysis', 'indexer/schema', 'indexer/glass'},
    'indexer/ingest': {'indexer/errors', 'indexer/source', 'indexer/text', 'indexer/article', 'indexer/readers', 'indexer/analysis', 'indexer/schema', 'indexer/glass',
                       'indexer/store'},
    'indexer/commands': {'indexer/errors', 'indexer/source', 'indexer/text', 'indexer/article', 'indexer/readers', 'indexer/analysis', 'indexer/schema', 'indexer/store',
                         'indexer/ingest'},
    'server/query': {'indexer/errors', 'indexer/article', 'indexer/text', 'indexer/analysis', 'indexer/schema'},
    'server/search': {'indexer/errors', 'indexer/article', 'indexer/text', 'indexer/analysis', 'indexer/schema', 'indexer/glass', 'indexer/store', 'server/query'},
    'server/render': {'indexer/errors', 'indexer/article', 'indexer/text', 'indexer/schema', 'server/query', 'server/search', 'server/writing'},
    'server/keys': {'indexer/errors', 'indexer/article', 'indexer/store'},
    'server/writing': {'indexer/errors', 'indexer/source', 'indexer/text', 'indexer/article', 'indexer/readers', 'indexer/analysis', 'indexer/store', 'indexer/ingest'},
    'server/web': {'indexer/errors', 'indexer/article', 'indexer/text', 'indexer/schema', 'server/query', 'server/search', 'server/render'},
    'server/http': {'config', 'indexer/errors', 'indexer/article', 'indexer/text', 'server/query', 'server/search', 'server/render', 'server/web', 'server/keys',
                    'server/writing', 'indexer/source'},
}
# A library's headers -> the folders that may see them.
OWNERS = {
    r'xapian\.h|xapian/': {'indexer/analysis', 'indexer/store', 'indexer/ingest', 'indexer/commands', 'server/query', 'server/search'},
    r'httplib\.h': {'server/http'},
    r'archive(_entry)?\.h': {'indexer/source'},
    r'zlib\.h': {'indexer/source', 'server/http'},
    r'brotli/': {'indexer/source'},
    r'zstd\.h': {'indexer/source', 'indexer/article'},
    r'lz4(hc)?\.h': {'indexer/article'},
    r'libxml/': {'indexer/markup'},
    r'libdeflate\.h': {'indexer/glass'},
    r'unicode/': {'indexer/text', 'indexer/analysis', 'indexer/article', 'indexer/wording', 'indexer/page', 'indexer/readers', 'server/web'},
    r'CLI/': {'indexer/commands', 'server/http'},
    r'spdlog/': {'server/http'},
    r'prometheus/': {'server/http'},
    r'cld2/': {'indexer/article'},
}


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else '.')
    problems, seen = [], set()
    for path in sorted(p for top in ('config', 'indexer', 'server') for p in (root / top).rglob('*') if p.suffix in ('.cpp', '.h')):
        folder = path.parent.relative_to(root).as_posix()
        seen.add(folder)
        if folder not in TABLE:
            problems.append(f'{folder}: not in the layer table')
            continue
        for number, line in enumerate(path.read_text(encoding='utf-8').splitlines(), 1):
            where = f'{path.relative_to(root)}:{number}'
            if match := re.match(r'\s*#include "([^"]+)"', line):
                target = str(pathlib.PurePosixPath(match[1]).parent)
                if not (root / match[1]).exists(): problems.append(f'{where}: "{match[1]}" is not named from the top of the project')
                elif target != folder and target not in TABLE[folder]: problems.append(f'{where}: {folder} may not include {target}')
            elif match := re.match(r'\s*#include <([^>]+)>', line):
                for pattern, owners in OWNERS.items():
                    if re.match(pattern, match[1]) and folder not in owners: problems.append(f'{where}: {folder} may not see <{match[1]}>')
            if re.search(r'(?<!Not Xapian::)Query::MatchAll', line): problems.append(f'{where}: Query::MatchAll is shared between threads without protection; Xapian::Query(std::string()) is the same')
            if folder != 'indexer/store' and re.search(r'catch\s*\(\s*(const\s+)?Xapian::', line): problems.append(f'{where}: only indexer/store catches Xapian errors')
    problems += [f'{folder}: in the layer table, but holds no code' for folder in TABLE if folder not in seen]
    # The table of ARCHITECTURE.md is the one people read: it must name every folder.
    text = (root / 'ARCHITECTURE.md').read_text(encoding='utf-8')
    problems += [f'ARCHITECTURE.md does not name {folder}/' for folder in TABLE if f'`{folder}/`' not in text]
    print('\n'.join(problems) or 'every include follows the layer table')
    return 1 if problems else 0


sys.exit(main())
