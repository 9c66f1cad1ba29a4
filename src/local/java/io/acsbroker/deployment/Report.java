package io.acsbroker.deployment;

import java.io.PrintStream;
import java.util.Locale;

/** One line for each check, and what they come to. */
final class Report {
  private final PrintStream out;
  private int sound;
  private int faulty;
  private int notChecked;
  private int unanswered;

  Report(PrintStream out) {
    this.out = out;
  }

  /** A check that asks the broker. */
  @FunctionalInterface
  interface Check {
    Finding find() throws NoAnswerException, InterruptedException;
  }

  /** Makes the check and prints what it finds; a broker that does not answer is at fault. */
  void check(String what, Check check) throws InterruptedException {
    try {
      add(what, check.find());
    } catch (NoAnswerException silence) {
      unanswered++;
      add(what, Finding.faulty(silence.kind()));
    }
  }

  void add(String what, Finding finding) {
    switch (finding) {
      case Finding.Sound(String note) -> {
        sound++;
        line("ok", what, note);
      }
      case Finding.Faulty faults -> {
        faulty++;
        line("FAILED", what, String.join("; ", faults.faults()));
      }
      case Finding.NotChecked(String wanted) -> {
        notChecked++;
        line("not checked", what, wanted);
      }
    }
  }

  private void line(String verdict, String what, String detail) {
    String tail = detail.isEmpty() ? "" : ": " + detail;
    out.printf(Locale.ROOT, "%-12s %s%s%n", verdict, what, tail);
  }

  /** Whether a request was left without an answer. */
  boolean hasSilence() {
    return unanswered > 0;
  }

  /** Prints the numbers, and returns the exit code of the process. */
  int end() {
    out.printf(Locale.ROOT, "%d ok, %d failed, %d not checked.%n", sound, faulty, notChecked);
    return faulty > 0 ? 1 : 0;
  }
}
