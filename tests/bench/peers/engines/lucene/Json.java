// Strings as JSON.
final class Json {
  static void text(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; text != null && i < text.length(); ++i) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') json.append('\\').append(c);
      else if (c < ' ') json.append(String.format("\\u%04x", (int) c));
      else json.append(c);
    }
    json.append('"');
  }

  private Json() {}
}
