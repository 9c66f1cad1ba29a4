package io.acsbroker.repository;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A published name that is gone, or whose value is another one.
 *
 * @param kind of the names among which it is
 * @param before its value in the last version, which may be empty
 * @param now its value today; nothing where the name is gone
 */
record NameChange(String kind, String name, String before, Optional<String> now) {
  private static final Pattern CELL = Pattern.compile("(?<!\\\\)\\|");

  /** Whether a row of an upgrade, {@code | before | now | what to do |}, tells of it. */
  boolean isToldBy(String row) {
    String[] cells = CELL.split(row, -1);
    return cells.length == 5
        && cells[1].contains("`" + name + "`")
        && (now.isEmpty() || (cells[1].contains(before) && cells[2].contains(now.get())));
  }

  /** The row that tells of it, but for what only people know. */
  String row() {
    String value = now.isEmpty() || before.isEmpty() ? "" : ": " + before;
    String today = now.filter(text -> !text.isEmpty()).orElse("<what it is now>");
    return "| `%s`%s | %s | <what to do> |  (%s)".formatted(name, value, today, kind);
  }
}
