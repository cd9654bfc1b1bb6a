"""Lucene as it is by default: no offsets in the postings, a smaller index, and results are analysed again to be highlighted."""
import engines.lucene


class Engine(engines.lucene.Engine):
    offsets = "plain"

    def __init__(self, built, directory):
        super().__init__(built, directory)
        self.about = "Lucene 8.8.1 of Debian, Java 17, texts analysed again to highlight, one segment"
