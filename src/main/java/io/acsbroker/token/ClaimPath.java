package io.acsbroker.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where in a token a claim stands: the name of a member as it is, {@code
 * https://app.example/tenant} say, or, with a slash before it, a JSON Pointer into objects.
 *
 * @param text as it was written
 * @param steps the names of the members on the way, the claim's own last; never empty
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6901">RFC 6901</a>
 */
public record ClaimPath(String text, List<String> steps) {
  /** The longest that is read, in characters. */
  public static final int MAX_LENGTH = 200;

  /** A tilde that begins neither {@code ~0} nor {@code ~1}. */
  private static final Pattern NO_ESCAPE = Pattern.compile("~(?![01])");

  public ClaimPath {
    steps = List.copyOf(steps);
  }

  /**
   * Reads a claim's place; empty where it is empty, also behind the slash, too long, or no JSON
   * Pointer.
   */
  public static Optional<ClaimPath> parse(String text) {
    if (text.isEmpty() || text.equals("/") || text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    if (!text.startsWith("/")) {
      return Optional.of(new ClaimPath(text, List.of(text)));
    }
    if (NO_ESCAPE.matcher(text).find()) {
      return Optional.empty();
    }
    List<String> steps = new ArrayList<>();
    for (String step : text.substring(1).split("/", -1)) {
      steps.add(step.replace("~1", "/").replace("~0", "~"));
    }
    return Optional.of(new ClaimPath(text, steps));
  }
}
