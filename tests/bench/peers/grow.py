"""A larger archive made from a smaller one: articles of recombined paragraphs, under recombined titles, over a hundred years.

Lengths, words and sections are distributed as in the original, since an article takes the title's words, the section and the number of
paragraphs of originals; its paragraphs come from anywhere, so that words stand beside each other that did not before. Seeded: the same
articles each time.
"""
import datetime, json, random

FIRST, DAYS = datetime.date(1925, 1, 1), 36_500


def grow(source, target, count):
    chosen = random.Random(1912)
    paragraphs, originals = [], []
    with open(source, encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            parts = [part for part in article["body"].split("\n\n") if part]
            paragraphs += parts
            originals.append((article["title"].split(), len(parts), article["section"], article.get("source", "")))
    with open(target, "w", encoding="utf-8") as out:
        for number in range(count):
            title, length, section, name = chosen.choice(originals)
            other = chosen.choice(originals)[0]
            day = FIRST + datetime.timedelta(days=chosen.randrange(DAYS))
            out.write(json.dumps({
                "id": f"grown-{number}", "url": f"https://grown.example/{day:%Y/%m/%d}/{number}", "source": name, "section": section,
                "title": " ".join(title[:len(title) // 2] + other[len(other) // 2:]), "published": day.isoformat(),
                "body": "\n\n".join(chosen.choices(paragraphs, k=length)) if length else ""}, ensure_ascii=False) + "\n")
