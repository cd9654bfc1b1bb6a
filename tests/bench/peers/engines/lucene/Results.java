// The ten results as JSON. Each document is read once: the highlighter is given the text that was read with the rest. Offsets come from the
// postings where they hold them, else the highlighter analyses the text again; it decides by the index.
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.uhighlight.DefaultPassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;

final class Results extends UnifiedHighlighter {
  private static final String[] FIELDS = {"body", "title"};
  private static final int[] PASSAGES = {2, 1};

  private final FieldInfos fields;
  private final int[] docs;
  private final float[] scores;
  private final Document[] read;

  /** docs: in the order of the answer. */
  Results(IndexSearcher searcher, FieldInfos fields, int[] docs, float[] scores) throws IOException {
    super(searcher, Fields.ANALYZER);
    this.fields = fields;
    this.docs = docs;
    this.scores = scores;
    read = new Document[docs.length];
    for (int i = 0; i < docs.length; ++i) read[i] = searcher.doc(docs[i]);
    setFormatter(new DefaultPassageFormatter("<mark>", "</mark>", " … ", true));
  }

  @Override
  protected FieldInfo getFieldInfo(String field) {
    return fields.fieldInfo(field);
  }

  /** The iterator gives documents in the index's order. */
  @Override
  protected List<CharSequence[]> loadFieldValues(String[] names, DocIdSetIterator wanted, int most) throws IOException {
    List<CharSequence[]> values = new ArrayList<>();
    for (int doc; (doc = wanted.nextDoc()) != DocIdSetIterator.NO_MORE_DOCS;) {
      int at = 0;
      while (docs[at] != doc) ++at;
      Document document = read[at];
      values.add(Arrays.stream(names).map(document::get).toArray(CharSequence[]::new));
    }
    return values;
  }

  void write(StringBuilder json, Query query) throws IOException {
    if (docs.length == 0) return;
    Map<String, String[]> marked = highlightFields(FIELDS, query, docs.clone(), PASSAGES);
    for (int i = 0; i < docs.length; ++i) {
      Document document = read[i];
      if (i > 0) json.append(',');
      json.append('{');
      for (String name : new String[] {"id", "url", "title", "published", "section"}) {
        Json.text(json.append('"').append(name).append("\":"), document.get(name));
        json.append(',');
      }
      json.append("\"score\":").append(Float.isNaN(scores[i]) ? 0 : scores[i]);
      Json.text(json.append(",\"title_html\":"), marked.get("title")[i]);
      Json.text(json.append(",\"snippet\":"), marked.get("body")[i]);
      json.append('}');
    }
  }
}
