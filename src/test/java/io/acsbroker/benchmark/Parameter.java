package io.acsbroker.benchmark;

import java.util.Arrays;
import java.util.List;

/** What may be said on the command line, as {@code -Dbenchmark.name=value}; empty is not said. */
final class Parameter {
  private Parameter() {}

  /** A number above zero, or the default. */
  static int number(String name, int usual) {
    String text = text(name);
    return text.isEmpty() ? usual : Math.max(1, Integer.parseInt(text));
  }

  /** Flags for the host's JVM after those of Functions, separated by spaces, or the default. */
  static List<String> flags(List<String> usual) {
    String text = text("flags");
    return text.isEmpty() ? usual : Arrays.asList(text.split(" +", -1));
  }

  /** Any text, or the default. */
  static String text(String name, String usual) {
    String text = text(name);
    return text.isEmpty() ? usual : text;
  }

  private static String text(String name) {
    return System.getProperty("benchmark." + name, "").strip();
  }
}
