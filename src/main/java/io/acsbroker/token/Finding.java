package io.acsbroker.token;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What was found where something else was expected, in words that name no person: ids of
 * applications, audiences, scopes and times. Of a token it is taken once its signature has held.
 *
 * @param told what its client may read of it, where that is anything
 * @param logged the same and more for the operator's log: of printable ASCII, and short
 */
public record Finding(Optional<String> told, String logged) {
  static final int LONGEST_TOLD = 200;
  static final int LONGEST_LOGGED = 400;

  private static final Pattern VISIBLE = Pattern.compile("[!-~]{1," + LONGEST_TOLD + "}");
  private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]");

  /** Nothing was found that helps anybody. */
  public static final Finding NONE = logged("");

  /** Whoever makes it, a log line stays one line. */
  public Finding {
    String printable = UNPRINTABLE.matcher(logged).replaceAll("?");
    logged = printable.substring(0, Math.min(printable.length(), LONGEST_LOGGED));
  }

  /** The value of a claim, told and logged where it is of at most 200 visible characters. */
  public static Finding claim(String name, String value) {
    return VISIBLE.matcher(value).matches()
        ? new Finding(Optional.of(value), name + " " + value)
        : logged(name + " that is empty, too long or not of visible ASCII characters");
  }

  /** The same, of which the client is told nothing. */
  public Finding untold() {
    return logged(logged);
  }

  /** What is for the log alone. */
  public static Finding logged(String text) {
    return new Finding(Optional.empty(), text);
  }
}
