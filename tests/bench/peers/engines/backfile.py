"""Backfile itself. PEERS_BUILD: the build folder whose programs are measured.

What every engine has: `text`, `hit` and `total` for ask.cpp; `about`; `unfair`: for each kind of question that it cannot answer like the others,
why (its row is shown with this note); `load`: commands that make `directory` of the articles, in this order; `serve`; `target`.
Commands are (words, environment, user to run as).
"""
import os, pathlib, re, subprocess, urllib.parse, urllib.request


class Engine:
    hit, total = '"score":', '},"total":'  # not that of did_you_mean
    unfair = {}

    def __init__(self, built, directory):
        self.directory, self.programs = directory, pathlib.Path(os.environ["PEERS_BUILD"]) / "bin"
        settings = subprocess.run([str(self.programs / "backfile-server"), "--help"], check=True, capture_output=True, text=True).stdout
        self.uncached = {"BACKFILE_QUERY_CACHE": "0"} if "--query-cache" in settings else {}  # an unknown variable would stop the server
        self.about = "Backfile, " + ("query cache off" if self.uncached else "which has no query cache")

    def load(self, articles):
        return [([str(self.programs / "backfile-indexer"), "add", "--archive", str(self.directory / "archive"), "--progress", "none", str(articles)], None, None)]

    def serve(self, port):
        words = [str(self.programs / "backfile-server"), "--archive", str(self.directory / "archive"), "--listen", f"127.0.0.1:{port}", "--log-level", "warn"]
        return words, self.uncached, None

    def stages(self, port):
        """Seconds that searches have spent in each stage since the start; empty where these programs do not count them."""
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer: text = answer.read().decode()
        return {stage: float(value) for stage, value in re.findall(r'^backfile_search_stage_seconds_total{stage="(\w+)"} (\S+)$', text, re.M)}

    def target(self, question):
        asked = {name: question[name] for name in ("from", "to", "section", "sort", "page") if name in question}
        if "q" in question: asked["q"] = {"phrase": '"%s"', "prefix": "%s*"}.get(question["match"], "%s") % question["q"]
        if question.get("timeline"): return "/v1/timeline?" + urllib.parse.urlencode({**asked, "interval": "year"})
        match = "any" if question["match"] == "any" else "all"
        return "/v1/search?" + urllib.parse.urlencode({**asked, "match": match, "facets": "section,year", "page_size": 10})
