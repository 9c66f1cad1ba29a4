package io.acsbroker.deployment;

import java.util.ArrayList;
import java.util.List;

/**
 * The last line of all, which a pipeline shows: ASCII, at most 200 characters, and everything that
 * one has to know first.
 */
final class Summary {
  private static final int LONGEST = 200;

  private final List<String> failed = new ArrayList<>();
  private int sound;
  private int notChecked;
  private String end = "";

  void addSound() {
    sound++;
  }

  void addNotChecked() {
    notChecked++;
  }

  void addFailed(String what) {
    failed.add(what);
  }

  /** Nothing more is checked. */
  void stop(String came) {
    end = ": " + came;
  }

  boolean hasFailed() {
    return !failed.isEmpty();
  }

  String line() {
    String counts =
        sound
            + " ok, "
            + failed.size()
            + " FAILED, "
            + (end.isEmpty() ? notChecked + " not checked" : "stopped");
    return failed.isEmpty()
        ? line(counts)
        : line(counts + " - FAILED: " + String.join("; ", failed) + end);
  }

  /** The line where nothing was checked. */
  static String notRun(String why) {
    return line("not run - " + why);
  }

  private static String line(String text) {
    String line = ("verify-deployment: " + text).replaceAll("[^ -~]", "?");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
  }
}
