"""Questions of each kind in kinds.json, the same ones for every engine: dicts of q, match, from, to, section, sort, page, timeline.

Words come from a file of queries and from the articles themselves; what is drawn is drawn with a seed. A kind holds no question twice.
"""
import collections, json, pathlib, random, re

WORD = re.compile(r"[a-z]{2,}")
# Words of grammar, which engines leave out or weigh as nothing: no "very common word" is one of them.
GRAMMAR = set("""about after again against all also among an and any are around as at back be because been before being between both but by can
could did do does down during each even every few for from get go good had has have he her here him his how if in into is it its just know like
made make many may me might more most much must my new no not now of off on one only or other our out over own s said same say says she should
since so some still such t take than that the their them then there these they this those through time to too two under until up us very was way
we well were what when where which while who whom why will with would you your""".split())


def words_of(text):
    return WORD.findall(text.lower())


class Material:
    """What questions are made of. articles: a path of plain JSON lines. queries: a path, or None for words of the articles alone."""

    def __init__(self, articles, queries):
        self.random = random.Random(1912)
        self.frequency, self.sections, self.sentences, days = collections.Counter(), collections.Counter(), [], []
        with open(articles, encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                article = json.loads(line)
                if article["section"]: self.sections[article["section"]] += 1
                if article.get("published"): days.append(article["published"])
                if number % 10: continue  # a tenth says enough of the words
                words = words_of(article["body"])
                self.frequency.update(set(words))
                if len(words) > 40: self.sentences.append(words[20:30])
        days.sort()
        self.days = days[len(days) // 100:-(len(days) // 100) or None]  # without the odd date far outside
        self.web = self.web_words(queries) if queries else self.pairs()

    def web_words(self, queries):
        """Each query once, whether it stands as words, as +all +words or as a "phrase". Those of a single word are the common words' matter, and
        those with further operators mean another thing to each engine."""
        lines = pathlib.Path(queries).read_text(encoding="utf-8").splitlines()
        texts = (" ".join(re.sub(r'(?<!\S)[+]|"', " ", line).split()) for line in lines)
        return [text for text in dict.fromkeys(texts) if re.fullmatch(r"[A-Za-z0-9.']+( [A-Za-z0-9.']+)+", text)]

    def pairs(self):
        return list(dict.fromkeys(" ".join(words[at:at + 2]) for words in self.sentences for at in (0, 4)))

    def texts(self, kind):
        usual = [word for word, _ in self.frequency.most_common(2000) if len(word) > 3 and word not in GRAMMAR]
        if kind == "web words": return list(self.web)
        if kind == "ten words of an article": return list(dict.fromkeys(" ".join(words) for words in self.sentences))
        if kind == "common words": return usual[:300]
        if kind == "beginnings":
            return [start for start in dict.fromkeys(word[:5] for word in usual if len(word) > 6)
                    if sum(word.startswith(start) for word in self.frequency) < 200]
        return [""] * 300

    def narrowed(self, question, by):
        """by: "from": from a day on; "dates": a tenth of the archive's time; "section": one of the ten largest."""
        if by == "section":
            largest = [name for name, _ in self.sections.most_common(10)]
            if largest: question["section"] = self.random.choice(largest)
        elif self.days:
            tenth = len(self.days) // 10
            first = self.random.randrange(len(self.days) - tenth)
            question["from"] = self.days[first if by == "dates" else first // 10]
            if by == "dates": question["to"] = self.days[first + tenth]


def make(kind, material, count):
    texts = material.texts(kind["questions"])
    if kind["questions"] != "common words": material.random.shuffle(texts)
    questions = {}
    for text in texts:
        question = {key: kind[key] for key in ("match", "sort", "page", "timeline") if key in kind}
        if text: question["q"] = text
        for by in kind.get("with", ()): material.narrowed(question, by)
        questions.setdefault(json.dumps(question, sort_keys=True), question)
        if len(questions) == count: break
    return list(questions.values())
