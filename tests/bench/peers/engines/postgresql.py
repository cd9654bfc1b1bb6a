"""PostgreSQL of a data directory of its own, on a Unix socket only, behind the thin server of engines/postgresql.cpp.

It refuses to run as root: then all of it runs as the user postgres, which its package makes.
"""
import os, pathlib, pwd, subprocess, urllib.parse

SETTINGS = {"listen_addresses": "''", "shared_buffers": "512MB", "work_mem": "64MB", "maintenance_work_mem": "256MB", "max_wal_size": "4GB",
            "effective_cache_size": "4GB", "random_page_cost": "1.1", "jit": "off", "max_parallel_workers_per_gather": "0"}
# The database beside one more program, for as long as that runs.
BESIDE = """"$1"/postgres -D "$2/data" -k "$2" & database=$!; shift 2; trap 'kill $program $database 2>/dev/null' TERM
"$@" & program=$!; wait $program; status=$?; kill -INT $database 2>/dev/null; wait $database; exit $status"""


class Engine:
    hit, total = '"score":', '"total":'
    unfair = {"phrases": "phrases of stems, which are more", "prefix": "beginnings of stems"}
    about = "PostgreSQL (stored tsvector, GIN, ts_rank, ts_headline), behind a thin server, a connection a client; loaded by two connections"

    def __init__(self, built, directory):
        self.directory, self.program = directory, str(pathlib.Path(built, "postgresql"))
        self.programs = str(max(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda found: float(found.parent.name)))
        self.become = "postgres" if os.geteuid() == 0 else None

    def beside(self, *words):
        return ["sh", "-c", BESIDE, "sh", self.programs, str(self.directory), *words], None, self.become

    def load(self, articles):
        if self.become: os.chown(self.directory, pwd.getpwnam(self.become).pw_uid, -1)
        subprocess.run([f"{self.programs}/initdb", "-D", str(self.directory / "data"), "--locale=C.UTF-8", "-A", "trust"], check=True, stdout=subprocess.DEVNULL,
                       cwd="/", user=self.become, group=self.become, extra_groups=[] if self.become else None)
        with open(self.directory / "data" / "postgresql.conf", "a", encoding="utf-8") as out:
            out.write("".join(f"{name} = {value}\n" for name, value in SETTINGS.items()))
        return [self.beside(self.program, "load", str(self.directory), str(articles))]

    def serve(self, port):
        return self.beside(self.program, "serve", str(self.directory), str(port))

    def target(self, question):
        path = "/timeline?" if question.get("timeline") else "/search?"
        return path + urllib.parse.urlencode({name: value for name, value in question.items() if name != "timeline"})
