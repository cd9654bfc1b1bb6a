#!/usr/bin/env python3
"""Loads the same articles into one engine after another, asks each the same questions, and shows what it took. Started by run.sh."""
import argparse, gzip, importlib, json, os, pathlib, re, shutil, subprocess, sys, tempfile

import grow, process, questions, report

HERE = pathlib.Path(__file__).parent
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def options():
    parser = argparse.ArgumentParser(prog="run.sh", description="Backfile side by side with other engines.")
    parser.add_argument("articles", help="native JSON lines, plain or .gz")
    parser.add_argument("--queries", help="a line each: words, +all +words or a \"phrase\"; without it, neighbouring words of the articles are asked")
    parser.add_argument("--engines", help="which, in this order (files in engines/)")
    parser.add_argument("--kinds", help="which of kinds.json; all unless given")
    parser.add_argument("--sizes", help="numbers of articles, 0 being as given: 0,300000; more than there are is made by grow.py")
    parser.add_argument("--clients", default="1,8")
    parser.add_argument("--quick", action="store_true", help="3,000 articles unless --sizes is given, 60 questions a kind, short passes, nothing cold")
    parser.add_argument("--seconds", type=float, default=0, help="at least, of each timed measurement: 5, or 1.5 with --quick")
    parser.add_argument("--work", help="folder to keep what was loaded, which a further run then finds; a temporary one unless given")
    parser.add_argument("--json", help="file for every figure")
    parser.add_argument("--port", type=int, default=9200)
    parser.add_argument("--built", required=True, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    chosen.seconds = chosen.seconds or (1.5 if chosen.quick else 5)
    chosen.count, chosen.warm_seconds = (60, 6) if chosen.quick else (300, 20)
    chosen.sizes = chosen.sizes or ("3000" if chosen.quick else "0")
    return chosen


def take(source, target, count):
    """The articles as every engine gets them, spread over the source where there are more than `count`. True where there were enough."""
    opened = gzip.open if str(source).endswith(".gz") else open
    with opened(source, "rt", encoding="utf-8") as lines: all_lines = sum(1 for _ in lines)
    step = all_lines / count if 0 < count < all_lines else 1
    with opened(source, "rt", encoding="utf-8") as lines, open(target, "w", encoding="utf-8") as out:
        wanted = 0.0
        for number, line in enumerate(lines):
            if number < wanted: continue
            wanted += step
            article = json.loads(line)
            kept = {name: article.get(name) or "" for name in ("id", "url", "title", "body", "source", "section")}
            if DAY.match(article.get("published") or ""): kept["published"] = article["published"][:10]
            out.write(json.dumps(kept, ensure_ascii=False) + "\n")
    return count <= all_lines


def prepare(source, folder, count):
    """The path of that many articles."""
    folder.mkdir(parents=True, exist_ok=True)
    articles = folder / "articles.jsonl"
    if articles.exists(): return articles
    making = folder / "making.jsonl"
    if not take(source, making, count):
        originals = making.rename(folder / "originals.jsonl")
        grow.grow(originals, making, count)
        originals.unlink()
    return making.rename(articles)


def text_size(articles):
    count, size = 0, 0
    with open(articles, encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            count, size = count + 1, size + len(article["title"].encode()) + len(article["body"].encode())
    return count, size


class Bench:
    def __init__(self, chosen, engine, name, folder):
        self.chosen, self.engine, self.folder, self.log = chosen, engine, folder, folder / f"{name}.log"

    def load(self, articles):
        """None where an earlier run has loaded it."""
        done = self.engine.directory / "loaded.json"
        if done.exists(): return json.loads(done.read_text())
        shutil.rmtree(self.engine.directory, ignore_errors=True)
        self.engine.directory.mkdir(parents=True)
        loaded = {"seconds": 0.0, "processor": 0.0, "memory": 0, "steps": {}}
        for command in self.engine.load(articles):
            seconds, worked, memory, out = process.run(command, self.log)
            loaded["seconds"] += seconds
            loaded["processor"] += worked
            loaded["memory"] = max(loaded["memory"], memory)
            last = out.strip().rpartition("\n")[2]
            if last.startswith('{"load_seconds"'): loaded["steps"] = {"merging into one segment": json.loads(last)["merge_seconds"]}
        done.write_text(json.dumps(loaded))
        return loaded

    def start(self, first):
        running = process.Running(self.engine.serve(self.chosen.port), self.chosen.port, self.log)
        try:
            return running, running.first_answer(first)
        except BaseException:
            running.end()
            raise

    def ask(self, targets, clients, passes, seconds, skipped=None):
        """skipped: results before the page, where answers are searches and are to be checked."""
        listed, totals = (self.folder / f"{name}-{os.getpid()}" for name in ("targets", "totals"))
        listed.write_text("".join(target + "\n" for target in targets))
        words = [str(pathlib.Path(self.chosen.built, "ask")), str(self.chosen.port), str(listed), str(clients), str(passes), str(seconds)]
        if skipped is not None: words += [self.engine.hit, self.engine.total, str(skipped), str(totals)]
        asked = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
        if skipped is not None: asked["found"] = sum(max(0, int(total)) for total in totals.read_text().split())
        for path in (listed, totals): path.unlink(missing_ok=True)
        return asked

    def stages(self):
        return self.engine.stages(self.chosen.port) if hasattr(self.engine, "stages") else {}

    def warm(self, asked):
        """Each kind with 1 and with 8 clients, after all kinds mixed have warmed the files, the engine and its compiler."""
        mixed = [target for kind in asked.values() for target in kind["targets"]]
        measured = {}
        running, _ = self.start(mixed[0])
        try:
            self.ask(mixed, 2, 1, self.chosen.warm_seconds)
            for kind, of_kind in asked.items():
                rows = {}
                if getattr(self.engine, "asked_before", False): self.ask(of_kind["targets"], 2, 1, 0)
                for clients in self.chosen.clients.split(","):
                    before, spent = process.processor_seconds(running.process.pid), self.stages()
                    rows[clients] = row = self.ask(of_kind["targets"], int(clients), 1, self.chosen.seconds, of_kind["skipped"])
                    row["processor_ms"] = (process.processor_seconds(running.process.pid) - before) * 1e3 / row["asked"]
                    row["stages_ms"] = {stage: (value - spent.get(stage, 0)) * 1e3 / row["asked"] for stage, value in self.stages().items()}
                measured[kind] = {"warm": rows, "found": next(iter(rows.values())).get("found")}
        finally:
            memory = running.end()
        return measured, memory

    def restart(self, target, cold):
        if cold: process.make_cold(self.engine.directory)
        running, seconds = self.start(target)
        running.end()
        return seconds

    def cold(self, targets):
        """Each of fifty questions once, just after a start with cold files."""
        process.make_cold(self.engine.directory)
        running, _ = self.start(targets[0])
        try:
            return self.ask(targets[1:51], 1, 1, 0)
        finally:
            running.end()

    def measure(self, articles, kinds):
        loaded = self.load(articles)
        asked = {}
        for name, listed in kinds.items():
            targets = [target for target in map(self.engine.target, listed) if target]
            if targets: asked[name] = {"targets": targets, "skipped": None if listed[0].get("timeline") else (listed[0].get("page", 1) - 1) * 10}
        measured, memory = self.warm(asked)
        for name in kinds: measured.setdefault(name, {})
        for name, reason in self.engine.unfair.items():
            if name in measured: measured[name]["unfair"] = reason
        first = next(iter(asked.values()))["targets"][0]
        result = {"load": loaded, "disk": process.disk_bytes(self.engine.directory), "memory": memory, "restart": self.restart(first, False),
                  "restart_cold": self.restart(first, True), "kinds": measured}
        if not self.chosen.quick:
            for name, of_kind in asked.items():
                if len(of_kind["targets"]) > 1: measured[name]["cold"] = self.cold(of_kind["targets"])
        return result


def main():
    chosen = options()
    kinds = json.loads((HERE / "kinds.json").read_text())
    wanted = chosen.kinds.split(",") if chosen.kinds else [kind["name"] for kind in kinds]
    unknown = set(wanted) - {kind["name"] for kind in kinds}
    if unknown: raise SystemExit(f"run.sh: no kind of question is called {', '.join(unknown)}; kinds.json has them")
    work = pathlib.Path(chosen.work or tempfile.mkdtemp(prefix="backfile-peers-"))
    os.chmod(work, 0o755) if work.exists() else None
    measured = {"about": {}, "processors": os.cpu_count(), "load_average": os.getloadavg()[0], "sizes": {}}
    try:
        for size in chosen.sizes.split(","):
            folder = work / (size if size != "0" else "as-given")
            articles = prepare(chosen.articles, folder, int(size))
            count, text_bytes = text_size(articles)
            material = questions.Material(articles, chosen.queries)
            asked = {kind["name"]: questions.make(kind, material, chosen.count) for kind in kinds if kind["name"] in wanted}
            of_size = measured["sizes"][size] = {"articles": count, "text_bytes": text_bytes, "engines": {}}
            for name in chosen.engines.split(","):
                print(f"{count} articles: {name} …", file=sys.stderr)
                engine = importlib.import_module(f"engines.{name}").Engine(chosen.built, folder / name)
                measured["about"][name] = engine.about
                of_size["engines"][name] = Bench(chosen, engine, name, folder).measure(articles, asked)
                if chosen.json: pathlib.Path(chosen.json).write_text(json.dumps(measured, indent=1) + "\n")
    finally:
        if not chosen.work: shutil.rmtree(work, ignore_errors=True)
    report.show(measured)


main()
