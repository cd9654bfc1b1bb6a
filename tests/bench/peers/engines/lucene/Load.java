// Load DIR ARTICLES.jsonl offsets|plain THREADS: a new index of these articles, durable (a commit) and merged into one segment, which is
// Lucene's quickest form to ask. Prints the seconds of both.
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.MMapDirectory;

final class Load {
  private static final JsonFactory JSON = new JsonFactory();
  private static final double BUFFER_MB = 256;

  static Fields.Article article(String line) throws IOException {
    Fields.Article article = new Fields.Article();
    try (JsonParser parser = JSON.createParser(line)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.getCurrentName();
        parser.nextToken();
        switch (name) {
          case "id": article.id = parser.getText(); break;
          case "url": article.url = parser.getText(); break;
          case "title": article.title = parser.getText(); break;
          case "body": article.body = parser.getText(); break;
          case "section": article.section = parser.getText(); break;
          case "published": article.published = parser.getText(); break;
          default: parser.skipChildren();
        }
      }
    }
    return article;
  }

  private static void addAll(BufferedReader lines, IndexWriter writer, FieldType text) throws IOException {
    while (true) {
      String line;
      synchronized (lines) {
        line = lines.readLine();
      }
      if (line == null) return;
      writer.addDocument(Fields.document(article(line), text));
    }
  }

  public static void main(String[] words) throws Exception {
    int threads = Integer.parseInt(words[3]);
    FieldType text = Fields.text(words[2].equals("offsets"));
    IndexWriterConfig config = new IndexWriterConfig(Fields.ANALYZER).setRAMBufferSizeMB(BUFFER_MB).setOpenMode(IndexWriterConfig.OpenMode.CREATE);
    long begun = System.nanoTime();
    try (BufferedReader lines = Files.newBufferedReader(Paths.get(words[1]));
         MMapDirectory directory = new MMapDirectory(Paths.get(words[0]));
         IndexWriter writer = new IndexWriter(directory, config)) {
      ExecutorService pool = Executors.newFixedThreadPool(threads);
      List<Future<Void>> running = new ArrayList<>();
      for (int i = 0; i < threads; ++i) {
        running.add(pool.submit((Callable<Void>) () -> { addAll(lines, writer, text); return null; }));
      }
      for (Future<Void> one : running) one.get();
      pool.shutdown();
      writer.commit();
      long committed = System.nanoTime();
      writer.forceMerge(1);
      writer.commit();
      System.out.printf("{\"load_seconds\":%.3f,\"merge_seconds\":%.3f}%n", (committed - begun) / 1e9, (System.nanoTime() - committed) / 1e9);
    }
  }

  private Load() {}
}
