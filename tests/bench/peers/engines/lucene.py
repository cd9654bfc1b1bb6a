"""Lucene by a server of our own (engines/lucene): offsets in the postings, so that highlighting need not analyse the text again."""
import glob, pathlib, urllib.parse

JARS = ("lucene-core", "lucene-analyzers-common", "lucene-facet", "lucene-highlighter", "lucene-memory", "lucene-queries", "jackson-core")
JAVA = ["java", "-XX:+UseParallelGC"]


def jars():
    """Of Debian's: the unversioned link where there is one."""
    return [min(glob.glob(f"/usr/share/java/{name}.jar") + glob.glob(f"/usr/share/java/{name}-[0-9]*.jar"), key=len) for name in JARS]


class Engine:
    hit, total = '"score":', '"total":'
    unfair = {"phrases": "phrases of stems, which are more", "prefix": "beginnings of stems, all of the same score"}
    offsets = "offsets"

    def __init__(self, built, directory):
        self.directory = directory
        self.java = [*JAVA, "-cp", ":".join([str(pathlib.Path(built, "lucene")), *jars()])]
        self.about = "Lucene 8.8.1 of Debian (files say 8.7.0), Java 17, offsets in the postings, one segment"

    def load(self, articles):
        return [(self.java[:1] + ["-Xmx1g"] + self.java[1:] + ["Load", str(self.directory / "index"), str(articles), self.offsets, "2"], None, None)]

    def serve(self, port):
        return self.java[:1] + ["-Xmx512m"] + self.java[1:] + ["Serve", str(self.directory / "index"), str(port)], None, None

    def target(self, question):
        path = "/timeline?" if question.get("timeline") else "/search?"
        return path + urllib.parse.urlencode({name: value for name, value in question.items() if name != "timeline"})
