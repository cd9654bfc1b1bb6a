"""Xapian Omega as its manual sets it up: scriptindex loads, and omega answers as a CGI program under lighttpd, a process a question."""
import json, pathlib, urllib.parse

SCRIPT = """id : field=id boolean=Q
url : field=url
title : field=title index=S index
body : gap field=body index
section : field=section boolean=XS
published : field=published
day : value=0
"""
# Omega takes a field's end of line as the field's end: paragraphs are joined by a space.
TEMPLATE = """$httpheader{Content-Type,application/json}$set{stemmer,english}$set{flag_wildcard,true}{"total":$msize,"results":[$hitlist{$if{$ne{$hit,0},$.}\
$("id":"$json{$field{id}}"$."url":"$json{$field{url}}"$."title":"$json{$field{title}}"$."published":"$field{published}"$."section":"$json{$field{section}}"\
$."score":$score$."title_html":"$json{$highlight{$field{title},$terms}}"$."snippet":"$json{$snippet{$field{body},240}}"$)}]}
"""
CONFIG = """server.document-root = "{folder}"
server.bind = "127.0.0.1"
server.port = {port}
server.modules = ("mod_cgi", "mod_setenv", "mod_alias")
alias.url = ("/omega" => "/usr/lib/cgi-bin/omega/omega")
setenv.add-environment = ("OMEGA_CONFIG_FILE" => "{folder}/omega.conf")
$HTTP["url"] =~ "^/omega" {{ cgi.assign = ("" => "") }}
"""


class Engine:
    hit, total = '"score":', '"total":'
    unfair = {"page-100": "Omega shows the first page to whoever does not send the terms of the page before", "timeline": "Omega counts no facets"}
    about = "Xapian Omega 1.4 by CGI under lighttpd: no facets (it has none), so that all its rows do less than the others"

    def __init__(self, built, directory):
        self.directory, self.config = directory, directory / "omega.conf"

    def load(self, articles):
        folder, records = self.directory, self.directory.parent / "omega.records"
        (folder / "templates").mkdir()
        (folder / "templates" / "query").write_text(TEMPLATE)
        (folder / "script").write_text(SCRIPT)
        self.config.write_text(f"database_dir {folder}\ntemplate_dir {folder}/templates\nlog_dir {folder}\ncdb_dir {folder}\n")
        with open(articles, encoding="utf-8") as lines, open(records, "w", encoding="utf-8") as out:
            for line in lines:
                article = json.loads(line)
                article["day"] = article.get("published", "").replace("-", "")
                fields = ("id", "url", "title", "body", "section", "published", "day")
                out.write("".join(f"{name}={' '.join(article.get(name, '').split())}\n" for name in fields) + "\n")
        return [(["scriptindex", "--stemmer=english", str(folder / "default"), str(folder / "script"), str(records)], None, None)]

    def serve(self, port):
        config = self.directory / "lighttpd.conf"
        config.write_text(CONFIG.format(folder=self.directory, port=port))
        return ["/usr/sbin/lighttpd", "-D", "-f", str(config)], None, None

    def target(self, question):
        if question.get("timeline") or "page" in question: return None
        asked = {"P": {"phrase": '"%s"', "prefix": "%s*"}.get(question["match"], "%s") % question["q"], "HITSPERPAGE": 10, "MINHITS": 10_000_000,
                 "DEFAULTOP": "or" if question["match"] == "any" else "and"}
        if "section" in question: asked["B"] = "XS" + question["section"]
        for bound, name in (("START.0", "from"), ("END.0", "to")):
            if name in question: asked[bound] = question[name].replace("-", "")
        if question.get("sort") == "newest": asked["SORT"] = "-0"
        return "/omega?" + urllib.parse.urlencode(asked)
