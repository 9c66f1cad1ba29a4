package io.acsbroker.local.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Why a process failed, of all that it printed: short enough to be read in what Maven prints. */
public final class FailureLog {
  private static final int LAST_LINES = 40;

  /** Where the reporter of Node 23 and newer begins to say it again. */
  private static final String FAILING_TESTS = "failing tests:";

  private FailureLog() {}

  /** The failed tests of Node's runner with their assertions, or the end of any other log. */
  public static String of(Path log) {
    try {
      return of(Files.readAllLines(log));
    } catch (IOException unreadable) {
      return "It left no log: " + unreadable;
    }
  }

  private static String of(List<String> lines) {
    List<String> failed = failedTests(lines);
    int last = Math.max(0, lines.size() - LAST_LINES);
    return "\n" + String.join("\n", failed.isEmpty() ? lines.subList(last, lines.size()) : failed);
  }

  private static List<String> failedTests(List<String> lines) {
    for (int at = 0; at < lines.size(); at++) {
      if (lines.get(at).endsWith(FAILING_TESTS)) {
        return lines.subList(at, lines.size());
      }
    }
    return failedInTap(lines);
  }

  /** In the Test Anything Protocol a failure lasts until a line of three dots. */
  private static List<String> failedInTap(List<String> lines) {
    List<String> failed = new ArrayList<>();
    boolean inFailure = false;
    for (String line : lines) {
      inFailure |= line.strip().startsWith("not ok ");
      if (inFailure) {
        failed.add(line);
      }
      inFailure &= !line.strip().equals("...");
    }
    return failed;
  }
}
