"""SQLite FTS5 with the porter tokenizer, behind the thin server of engines/fts5.cpp, in its process."""
import pathlib, urllib.parse


class Engine:
    hit, total = '"score":', '"total":'
    unfair = {"phrases": "phrases of stems, which are more", "prefix": "beginnings of stems"}
    about = "SQLite FTS5 (porter, bm25, snippet()), in the process of a thin server, a handle a client; loaded by one thread in one transaction"

    def __init__(self, built, directory):
        self.directory, self.program = directory, str(pathlib.Path(built, "fts5"))

    def load(self, articles):
        return [([self.program, "load", str(self.directory / "database"), str(articles)], None, None)]

    def serve(self, port):
        return [self.program, "serve", str(self.directory / "database"), str(port)], None, None

    def target(self, question):
        path = "/timeline?" if question.get("timeline") else "/search?"
        return path + urllib.parse.urlencode({name: value for name, value in question.items() if name != "timeline"})
