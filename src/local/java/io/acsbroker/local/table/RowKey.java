package io.acsbroker.local.table;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which row of a table. */
record RowKey(String partition, String row) {
  private static final Pattern SEGMENT =
      Pattern.compile("(\\w+)\\(PartitionKey='((?:[^']|'')*)',RowKey='((?:[^']|'')*)'\\)");

  /** The table and the row that the last segment of a path names; empty where it names none. */
  static Optional<Map.Entry<String, RowKey>> ofSegment(String encoded) {
    // A plus sign in a path means itself
    String segment = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    Matcher matcher = SEGMENT.matcher(segment);
    return matcher.matches()
        ? Optional.of(Map.entry(matcher.group(1), new RowKey(text(matcher, 2), text(matcher, 3))))
        : Optional.empty();
  }

  private static String text(Matcher matcher, int group) {
    return matcher.group(group).replace("''", "'");
  }
}
