// One state of the index at a time, and the answer to one question over it: the ten best by BM25 (or newest), exact total, facets of all
// matches, highlighted title and two sentences of the body.
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.facet.FacetResult;
import org.apache.lucene.facet.Facets;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.LabelAndValue;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopDocsCollector;
import org.apache.lucene.search.TopFieldCollector;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.QueryBuilder;

final class Index {
  private static final int PAGE_SIZE = 10, FACET_SIZE = 10;
  private static final float TITLE_BOOST = 2;
  private static final Sort NEWEST = new Sort(new SortField("day", SortField.Type.LONG, true));

  /** What belongs to one reader: made once for each state of the index. */
  private static final class State {
    final DirectoryReader reader;
    final IndexSearcher searcher;
    final DefaultSortedSetDocValuesReaderState facets;
    final FieldInfos fields;

    State(DirectoryReader reader) throws IOException {
      this.reader = reader;
      searcher = new IndexSearcher(reader);
      searcher.setQueryCache(null);  // figures are uncached
      facets = new DefaultSortedSetDocValuesReaderState(reader);
      fields = FieldInfos.getMergedFieldInfos(reader);
    }
  }

  private volatile State state;

  Index(Path path) throws IOException {
    state = new State(DirectoryReader.open(new MMapDirectory(path)));
    ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
      Thread thread = new Thread(task);
      thread.setDaemon(true);
      return thread;
    });
    looking.scheduleWithFixedDelay(this::refresh, 1, 1, TimeUnit.SECONDS);
  }

  private void refresh() {
    try {
      DirectoryReader newer = DirectoryReader.openIfChanged(state.reader);
      if (newer != null) state = new State(newer);
    } catch (IOException error) {
      error.printStackTrace();
    }
  }

  /** A word may stand in the title or the body. */
  private static Query anywhere(Query title, Query body) {
    return new BooleanQuery.Builder().add(new BoostQuery(title, TITLE_BOOST), Occur.SHOULD).add(body, Occur.SHOULD).build();
  }

  private static Query words(String text, Occur occur) throws IOException {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    try (var tokens = Fields.ANALYZER.tokenStream("body", text)) {
      var token = tokens.addAttribute(org.apache.lucene.analysis.tokenattributes.CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        String word = token.toString();
        query.add(anywhere(new TermQuery(new Term("title", word)), new TermQuery(new Term("body", word))), occur);
      }
      tokens.end();
    }
    return query.build();
  }

  private static Query text(String text, String match) throws IOException {
    switch (match) {
      case "phrase": {
        QueryBuilder builder = new QueryBuilder(Fields.ANALYZER);
        Query title = builder.createPhraseQuery("title", text), body = builder.createPhraseQuery("body", text);
        return body == null ? new BooleanQuery.Builder().build() : anywhere(title, body);
      }
      case "prefix": return anywhere(new PrefixQuery(new Term("title", text)), new PrefixQuery(new Term("body", text)));
      case "any": return words(text, Occur.SHOULD);
      default: return words(text, Occur.MUST);
    }
  }

  private static Query filtered(Query query, Map<String, String> asked) {
    if (!asked.containsKey("from") && !asked.containsKey("to") && !asked.containsKey("section")) return query;
    BooleanQuery.Builder both = new BooleanQuery.Builder().add(query, Occur.MUST);
    if (asked.containsKey("section")) both.add(new TermQuery(new Term("section", asked.get("section"))), Occur.FILTER);
    if (asked.containsKey("from") || asked.containsKey("to")) {
      long from = Fields.day(asked.getOrDefault("from", "0001-01-01")), to = Fields.day(asked.getOrDefault("to", "9999-12-31"));
      both.add(new IndexOrDocValuesQuery(LongPoint.newRangeQuery("day", from, to),
          NumericDocValuesField.newSlowRangeQuery("day", from, to)), Occur.FILTER);
    }
    return both.build();
  }

  private static void facet(StringBuilder json, Facets facets, String name, int size) throws IOException {
    FacetResult result = facets.getTopChildren(size, name);
    json.append('"').append(name).append("\":[");
    for (int i = 0; result != null && i < result.labelValues.length; ++i) {
      LabelAndValue value = result.labelValues[i];
      Json.text(json.append(i == 0 ? "" : ",").append("{\"value\":"), value.label);
      json.append(",\"count\":").append(value.value).append('}');
    }
    json.append(']');
  }

  String answer(boolean timeline, Map<String, String> asked) throws IOException {
    State now = state;
    String q = asked.getOrDefault("q", "");
    Query text = q.isEmpty() ? new MatchAllDocsQuery() : text(q, asked.getOrDefault("match", "all"));
    Query query = filtered(text, asked);
    FacetsCollector matches = new FacetsCollector();
    StringBuilder json = new StringBuilder(16384).append('{');
    if (timeline) {
      now.searcher.search(query, matches);
      facet(json, new SortedSetDocValuesFacetCounts(now.facets, matches), "year", 10_000);
      return json.append('}').toString();
    }
    int first = (Integer.parseInt(asked.getOrDefault("page", "1")) - 1) * PAGE_SIZE;
    TopDocsCollector<?> best = "newest".equals(asked.get("sort"))
        ? TopFieldCollector.create(NEWEST, first + PAGE_SIZE, Integer.MAX_VALUE)
        : TopScoreDocCollector.create(first + PAGE_SIZE, Integer.MAX_VALUE);
    now.searcher.search(query, MultiCollector.wrap(best, matches));
    TopDocs page = best.topDocs(first, PAGE_SIZE);
    json.append("\"total\":").append(best.getTotalHits()).append(",\"results\":[");
    int[] docs = new int[page.scoreDocs.length];
    float[] scores = new float[docs.length];
    for (int i = 0; i < docs.length; ++i) {
      ScoreDoc hit = page.scoreDocs[i];
      docs[i] = hit.doc;
      scores[i] = hit.score;
    }
    new Results(now.searcher, now.fields, docs, scores).write(json, text);
    json.append("],\"facets\":{");
    Facets counts = new SortedSetDocValuesFacetCounts(now.facets, matches);
    facet(json, counts, "section", FACET_SIZE);
    facet(json.append(','), counts, "year", FACET_SIZE);
    return json.append("}}").toString();
  }
}
