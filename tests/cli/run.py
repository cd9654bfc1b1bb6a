#!/usr/bin/env python3
"""Runs the command-line cases: run.py INDEXER SERVER [FILE.json …]

Each file of tests/cli/cases is a list of cases: {"comment": one sentence, "files": {name: text, or {"lines": N, "of": template with {n}}, or
{"base64": …}}, "make": shell commands run first, "steps": [{"run": arguments of the indexer, or "server": of the server, "stdin": text, "exit": status, "stdout": [substrings], "not_stdout": [substrings], "stderr":
[substrings], "holds": {file: [substrings] that it must hold}, "not_holds": likewise, "modes": {file: octal digits}, "last_line": {key: value} that the last line of standard output, as JSON, must hold}]}. Every case has an empty folder of its own as working directory.
"""
import base64, json, os, pathlib, subprocess, sys, tempfile


def write_file(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, dict) and 'base64' in content: path.write_bytes(base64.b64decode(content['base64']))
    elif isinstance(content, dict): path.write_text(''.join(content['of'].replace('{n}', str(n)) + '\n' for n in range(content['lines'])), encoding='utf-8')
    else: path.write_text(content, encoding='utf-8')


def run_step(programs, step, folder):
    name = 'server' if 'server' in step else 'run'
    arguments = [programs[name], *step[name]]
    environment = dict(os.environ, **step.get('environment', {}))
    stdin = step.get('stdin', '').encode()
    done = subprocess.run(arguments, cwd=folder, input=stdin, capture_output=True, timeout=300, env=environment)
    out, err = done.stdout.decode('utf-8', 'replace'), done.stderr.decode('utf-8', 'replace')
    problems = []
    if done.returncode != step.get('exit', 0): problems.append(f'exit status {done.returncode}, not {step.get("exit", 0)}')
    problems += [f'standard output lacks {text!r}' for text in step.get('stdout', []) if text not in out]
    problems += [f'standard output holds {text!r}' for text in step.get('not_stdout', []) if text in out]
    problems += [f'standard error lacks {text!r}' for text in step.get('stderr', []) if text not in err]
    for name, texts in step.get('holds', {}).items():
        content = (pathlib.Path(folder) / name).read_text(encoding='utf-8')
        problems += [f'{name} lacks {text!r}, it holds {content[:500]!r}' for text in texts if text not in content]
    for name, texts in step.get('not_holds', {}).items():
        content = (pathlib.Path(folder) / name).read_text(encoding='utf-8')
        problems += [f'{name} holds {text!r}' for text in texts if text in content]
    modes = {name: f'{(pathlib.Path(folder) / name).stat().st_mode & 0o777:o}' for name in step.get('modes', {})}
    problems += [f'{name} has the mode {modes[name]}, not {mode}' for name, mode in step.get('modes', {}).items() if modes[name] != mode]
    if 'last_line' in step:
        try: last = json.loads(out.strip().split('\n')[-1])
        except ValueError: last = {}
        problems += [f'the last line has {key} = {last.get(key)!r}, not {value!r}' for key, value in step['last_line'].items() if last.get(key) != value]
    if problems: problems.append(f'  $ {" ".join(arguments)}\n  stdout: {out[-1500:]}\n  stderr: {err[-1500:]}')
    return problems


def main():
    programs = {'run': os.path.abspath(sys.argv[1]), 'server': os.path.abspath(sys.argv[2])}
    here = pathlib.Path(__file__).resolve().parent
    failed = ran = 0
    for file in sys.argv[3:] or sorted((here / 'cases').glob('*.json')):
        for case in json.loads(pathlib.Path(file).read_text(encoding='utf-8')):
            with tempfile.TemporaryDirectory(prefix='backfile-cli-') as folder:
                for name, content in case.get('files', {}).items(): write_file(pathlib.Path(folder) / name, content)
                for command in case.get('make', []): subprocess.run(command, shell=True, cwd=folder, check=True, stdout=subprocess.DEVNULL)
                problems = [problem for step in case['steps'] for problem in run_step(programs, step, folder)]
            ran += 1
            failed += bool(problems)
            if problems: print(f'FAILED: {case["comment"]}\n  ' + '\n  '.join(problems))
    print(f'{ran} command-line cases, {failed} failed')
    return 1 if failed or not ran else 0


sys.exit(main())
