#!/usr/bin/env python3
"""Whether a piece copied out of an article, asked for as an exact phrase, finds the article and is marked exactly as it was copied.

    pieces.py URL ARTICLES.jsonl [LANGUAGE]

URL: a server on an archive of these articles (`backfile-indexer add --archive pieces ARTICLES.jsonl`). ARTICLES: native JSON with id, body and
language; LANGUAGE: only those in it. From the middle of each body, within one paragraph: three words, or six characters where the script writes no spaces.
"""
import json, re, sys, urllib.parse, urllib.request

# Letters with the marks on them: a word is not copied without its last vowel sign.
LETTERS = r"(?:[^\W_]|[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670])+"
WORD = re.compile(rf"{LETTERS}(?:['’]{LETTERS})*")
UNSPACED = {"ja", "zh", "th", "lo", "km", "my"}
UNSPACED_RUN = re.compile(r"[\u3041-\u309a\u309d-\u30fa\u30fc-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]{6,}")


def plain(text):
    """As snippets show it: white space is one space."""
    return " ".join(text.split())


def piece_of(body, language):
    """From the paragraph that holds the middle, or the nearest one that is long enough; None where none is."""
    middle, pieces = len(body) // 2, []
    for paragraph in re.finditer(r"[^\n]+", body):
        if language in UNSPACED:
            for run in UNSPACED_RUN.finditer(paragraph.group()):
                place = min(max(paragraph.start() + run.start(), middle), paragraph.start() + run.end() - 6)
                pieces.append((place, place + 6))
        else:
            words = [(paragraph.start() + word.start(), paragraph.start() + word.end()) for word in WORD.finditer(paragraph.group())]
            pieces += [(words[i][0], words[i + 2][1]) for i in range(len(words) - 2)]
    pieces = [(begin, end) for begin, end in pieces if '"' not in body[begin:end]]
    if not pieces: return None
    begin, end = min(pieces, key=lambda piece: abs(piece[0] - middle))
    return body[begin:end]


def hits(url, piece):
    page = 1
    while True:
        parameters = urllib.parse.urlencode({"q": f'"{piece}"', "fields": "id,snippets", "page_size": 100, "page": page, "snippets": 3})
        with urllib.request.urlopen(f"{url}/v1/search?{parameters}") as response: answer = json.load(response)
        yield from answer["results"]
        if page * 100 >= answer["total"] or page == 10: return
        page += 1


def main():
    url, path = sys.argv[1:3]
    wanted = sys.argv[3] if len(sys.argv) > 3 else None
    asked = found = marked = 0
    for line in open(path, encoding="utf-8"):
        article = json.loads(line)
        language = article.get("language", "")
        piece = piece_of(article.get("body", ""), language) if wanted in (None, language) else None
        if piece is None: continue
        asked += 1
        hit = next((hit for hit in hits(url, piece) if hit["id"] == article["id"]), None)
        found += hit is not None
        texts = [plain(snippet["text"][begin:end]) for snippet in (hit or {}).get("snippets", []) for begin, end in snippet["marks"]]
        if plain(piece) in texts: marked += 1
        else: print(f"{'not marked' if hit else 'not found'}: {article['id']}: {piece} {texts[:2]}", file=sys.stderr)
    if asked == 0: sys.exit("no article of that language has a piece that is long enough")
    print(f"{asked} articles: {100 * found / asked:.1f} % found, {100 * marked / asked:.1f} % marked as copied")


main()
