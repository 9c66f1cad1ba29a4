package io.acsbroker.token;

/** The one text form in which Entra writes tenant, object and application ids. */
final class Guid {
  private static final int LENGTH = 36;

  private Guid() {}

  /**
   * @throws IllegalArgumentException where the text is no such id, without repeating it
   */
  static void require(String text) {
    if (!matches(text)) {
      throw new IllegalArgumentException("not a GUID in lower case");
    }
  }

  /** Whether the text is a GUID in lower case with hyphens and nothing else. */
  static boolean matches(String text) {
    if (text.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      char c = text.charAt(i);
      boolean hyphenPlace = i == 8 || i == 13 || i == 18 || i == 23;
      boolean fits = hyphenPlace ? c == '-' : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
      if (!fits) {
        return false;
      }
    }
    return true;
  }
}
