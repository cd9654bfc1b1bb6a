// What an article is in Lucene: its fields, their analysis, and whether offsets stand in the postings.
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.index.IndexOptions;

final class Fields {
  static final Analyzer ANALYZER = new EnglishAnalyzer();
  static final FacetsConfig FACETS = new FacetsConfig();

  /** Undated articles have no day; they sort before all others and match no range. */
  static final class Article {
    String id = "", url = "", title = "", body = "", section = "", published = "";
  }

  static FieldType text(boolean offsets) {
    FieldType type = new FieldType(TextField.TYPE_STORED);
    if (offsets) type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
    type.freeze();
    return type;
  }

  /** 19120416 of "1912-04-16"; numbers of days in the same order as days, and that is all that a range or a sort needs. */
  static long day(String date) {
    return Long.parseLong(date.replace("-", ""));
  }

  /** Small stored fields come first: whoever reads these alone stops before the body. */
  static Document document(Article article, FieldType text) throws java.io.IOException {
    Document document = new Document();
    document.add(new StringField("id", article.id, Field.Store.YES));
    document.add(new StoredField("url", article.url));
    document.add(new StoredField("published", article.published));
    document.add(new StringField("section", article.section, Field.Store.YES));
    if (!article.section.isEmpty()) document.add(new SortedSetDocValuesFacetField("section", article.section));
    if (!article.published.isEmpty()) {
      document.add(new SortedSetDocValuesFacetField("year", article.published.substring(0, 4)));
      document.add(new LongPoint("day", day(article.published)));
      document.add(new NumericDocValuesField("day", day(article.published)));
    }
    document.add(new Field("title", article.title, text));
    document.add(new Field("body", article.body, text));
    return FACETS.build(document);
  }

  private Fields() {}
}
