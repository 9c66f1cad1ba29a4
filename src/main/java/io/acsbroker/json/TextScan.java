package io.acsbroker.json;

/**
 * What one look at a text tells, before it is read as JSON.
 *
 * @param hasBareControlCharacter whether a string holds a control character that RFC 8259 wants
 *     escaped; the library would take it
 * @param hasSurrogateOrUnicodeEscape whether a string can hold half of a surrogate pair at all
 */
record TextScan(boolean hasBareControlCharacter, boolean hasSurrogateOrUnicodeEscape) {
  private static final TextScan PLAIN = new TextScan(false, false);

  static TextScan of(String text) {
    return isPlain(text) ? PLAIN : closer(text);
  }

  /** Whether nothing needs a closer look, as in every token that Entra writes. */
  private static boolean isPlain(String text) {
    boolean plain = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      plain &= c >= ' ' && c != '\\' && !Character.isSurrogate(c);
    }
    return plain;
  }

  private static TextScan closer(String text) {
    boolean inString = false;
    boolean control = false;
    boolean surrogate = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        inString = !inString;
      } else if (inString && c == '\\') {
        i++;
        surrogate |= i < text.length() && text.charAt(i) == 'u';
      } else {
        control |= inString && c < ' ';
        surrogate |= Character.isSurrogate(c);
      }
    }
    return new TextScan(control, surrogate);
  }
}
