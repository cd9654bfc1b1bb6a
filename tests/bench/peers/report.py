"""What was measured, as text. `measured`: what run.py writes as JSON."""


def loads(size):
    print(f"{'':18} {'load s':>8} {'CPU s':>7} {'articles/s':>10} {'disk/text':>9} {'load MB':>8} {'serve MB':>8} {'restart ms':>10} {'cold ms':>8}")
    for name, engine in size["engines"].items():
        loaded = engine["load"]
        seconds = loaded["seconds"] if loaded else 0
        print(f"{name:18} {seconds:8.1f} {loaded['processor'] if loaded else 0:7.1f} {size['articles'] / seconds if seconds else 0:10.0f} {engine['disk'] / size['text_bytes']:9.2f} "
              f"{loaded['memory'] / 1e6 if loaded else 0:8.0f} {engine['memory'] / 1e6:8.0f} {engine['restart'] * 1e3:10.0f} {engine['restart_cold'] * 1e3:8.0f}")
        for step, took in (loaded or {}).get("steps", {}).items(): print(f"{'':18} of these, {step}: {took:.1f} s")


def comparison(ours, row):
    """How many times as many answers a second Backfile gave, and how many times as much of a processor the other took for one."""
    if not ours or ours is row: return ""
    return f"{ours['per_second'] / row['per_second']:8.2f} x {row['processor_ms'] / (ours['processor_ms'] or 1):8.2f} x"


def notes(of_kind, row):
    wrong = f"  WRONG: {row['wrong']}, such as {row['first_wrong']}" if row and row["wrong"] else ""
    return (f"  ({of_kind['unfair']})" if of_kind.get("unfair") else "") + wrong


def questions(size):
    engines = size["engines"]
    print(f"\n{'kind':12} {'clients':>7}  {'engine':18} {'a second':>9} {'p50 ms':>8} {'p90':>8} {'p99':>8} {'CPU ms':>7} {'cold p50':>8} {'found':>8} {'kB':>5} "
          f"{'backfile is':>10} {'by CPU':>10}")
    for kind in dict.fromkeys(kind for engine in engines.values() for kind in engine["kinds"]):
        of_kind = {name: engine["kinds"].get(kind, {}) for name, engine in engines.items()}
        for clients in dict.fromkeys(clients for one in of_kind.values() for clients in one.get("warm", {})):
            ours = of_kind.get("backfile", {}).get("warm", {}).get(clients)
            for name, one in of_kind.items():
                row = one.get("warm", {}).get(clients)
                if not row:
                    print(f"{kind:12} {clients:>7}  {name:18} not asked{notes(one, row)}")
                    continue
                cold = f"{one['cold']['p50']:.1f}" if one.get("cold") and clients == "1" else ""
                found = "" if one["found"] is None else one["found"]
                print(f"{kind:12} {clients:>7}  {name:18} {row['per_second']:9.1f} {row['p50']:8.2f} {row['p90']:8.2f} {row['p99']:8.2f} "
                      f"{row['processor_ms']:7.2f} {cold:>8} {found:>8} {row['bytes'] / 1e3:5.1f} {comparison(ours, row)}{notes(one, row)}")


def stages(size):
    """Of engines that tell; of the answers to one client, whose time no other question is in the way of."""
    for name, engine in size["engines"].items():
        rows = {kind: of_kind["warm"]["1"] for kind, of_kind in engine["kinds"].items() if of_kind.get("warm", {}).get("1", {}).get("stages_ms")}
        spent = {kind: row["stages_ms"] for kind, row in rows.items() if sum(row["stages_ms"].values())}
        if not spent: continue
        names = list(dict.fromkeys(stage for of_kind in spent.values() for stage in of_kind))
        print(f"\nWhere {name}'s time goes, milliseconds an answer (mean, 1 client); http: what the client waits besides")
        print(f"{'kind':12}" + "".join(f"{stage:>11}" for stage in [*names, "http"]))
        for kind, of_kind in spent.items():
            http = rows[kind]["seconds"] * 1e3 / rows[kind]["asked"] - sum(of_kind.values())
            print(f"{kind:12}" + "".join(f"{value:11.3f}" for value in [*(of_kind.get(stage, 0) for stage in names), http]))


def show(measured):
    for name, about in measured["about"].items(): print(f"{name}: {about}")
    print(f"{measured['processors']} processors, load average before: {measured['load_average']:.1f} (figures beside other work are noise; only ratios of one run count)")
    for name, size in measured["sizes"].items():
        print(f"\n{name}: {size['articles']} articles, {size['text_bytes'] / 1e6:.0f} MB of text")
        loads(size)
        questions(size)
        stages(size)
    print("\nBackfile is: its answers a second by the other's; by CPU: the other's processor time for an answer by Backfile's, which other work on the\n"
          "machine disturbs least. A second: answers over HTTP with ten results, marks, exact total and facets of section and year.\n"
          "backfile_cached: every answer out of the query cache, which the others' figures are not.\n"
          "Found: matches of all questions of the kind. MB: the most memory of its own. Restart: from the start of the server to its first answer; cold: files were not in the page cache.")
