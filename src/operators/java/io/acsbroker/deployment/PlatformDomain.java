package io.acsbroker.deployment;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The domains of App Service's apps. A host that nearly is one of them may be somebody's who waits
 * for such mistakes, so nothing is sent to it.
 */
final class PlatformDomain {
  private static final String NAME = "azurewebsites";
  private static final Set<String> ENDS = Set.of("net", "us");
  private static final int MISTAKES = 2;

  private PlatformDomain() {}

  /** The host with the domain that was meant; empty where none was, or it is right. */
  static Optional<String> misspelled(String host) {
    String[] labels = host.split("\\.", -1);
    if (labels.length < 3) {
      return Optional.empty();
    }
    String name = labels[labels.length - 2];
    boolean isRight = name.equals(NAME) && ENDS.contains(labels[labels.length - 1]);
    if (isRight || distance(name, NAME) > MISTAKES) {
      return Optional.empty();
    }
    String[] app = Arrays.copyOf(labels, labels.length - 2);
    return Optional.of(String.join(".", app) + "." + NAME + ".net");
  }

  /** How many letters have to be put in, left out or changed (Levenshtein). */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    Arrays.setAll(row, column -> column);
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
