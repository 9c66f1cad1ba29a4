package io.acsbroker.config;

import java.util.Arrays;

/**
 * How far a misspelled name is from the one that was meant.
 *
 * @see <a href="https://xlinux.nist.gov/dads/HTML/Levenshtein.html">Levenshtein distance</a>
 */
public final class EditDistance {
  private EditDistance() {}

  /** How many letters have to be put in, left out or changed to make one text of the other. */
  public static int between(String from, String to) {
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
