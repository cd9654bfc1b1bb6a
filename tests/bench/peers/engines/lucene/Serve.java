// Serve DIR PORT: answers GET over kept connections with a fixed pool of threads, each of which has one connection while it is open. Plain
// sockets rather than the JDK's HTTP server, which costs more than some of the searches.
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Paths;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

final class Serve {
  private static final int THREADS = 16;  // at least as many as clients

  private final Index index;

  private Serve(Index index) {
    this.index = index;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c; (c = in.read()) != '\n';) {
      if (c < 0) return null;
      if (c != '\r') line.append((char) c);
    }
    return line.toString();
  }

  private static Map<String, String> parameters(String target) {
    Map<String, String> parameters = new HashMap<>();
    int query = target.indexOf('?');
    if (query < 0) return parameters;
    for (String pair : target.substring(query + 1).split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) parameters.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return parameters;
  }

  private void answer(OutputStream out, String target) throws IOException {
    String status = "200 OK", body;
    try {
      body = index.answer(target.startsWith("/timeline"), parameters(target));
    } catch (Exception error) {
      status = "500 Internal Server Error";
      body = error.toString();
      error.printStackTrace();
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    byte[] head = ("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
    byte[] whole = java.util.Arrays.copyOf(head, head.length + bytes.length);
    System.arraycopy(bytes, 0, whole, head.length, bytes.length);
    out.write(whole);
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (String first; (first = line(in)) != null;) {
        for (String header; (header = line(in)) != null && !header.isEmpty();) {}
        answer(socket.getOutputStream(), first.split(" ")[1]);
      }
    } catch (IOException gone) {
      // The client has left.
    }
  }

  public static void main(String[] words) throws Exception {
    Serve server = new Serve(new Index(Paths.get(words[0])));
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try (ServerSocket listening = new ServerSocket(Integer.parseInt(words[1]), 128, InetAddress.getLoopbackAddress())) {
      while (true) {
        Socket socket = listening.accept();
        pool.execute(() -> server.serve(socket));
      }
    }
  }
}
