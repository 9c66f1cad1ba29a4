package io.acsbroker.deployment;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One line for each check, and what they come to. */
final class Report {
  private final PrintStream out;
  private final Summary summary = new Summary();
  private Optional<List<String>> missing = Optional.empty();

  Report(PrintStream out) {
    this.out = out;
  }

  /** A check that asks the broker. */
  @FunctionalInterface
  interface Check {
    Finding find() throws NoBrokerException, InterruptedException;
  }

  /**
   * Makes the check and prints what it finds, and what it needs that the broker misses.
   *
   * @throws NoBrokerException where no broker answers, which is printed too
   */
  void check(String what, Check check, Prerequisite... needed)
      throws NoBrokerException, InterruptedException {
    try {
      add(what, explained(check.find(), needed));
    } catch (NoBrokerException silence) {
      Diagnosis diagnosis = silence.diagnosis();
      add(what, Finding.faulty("no broker answers"));
      summary.stop(diagnosis.came());
      out.println("What came:   " + diagnosis.came());
      out.println("What to do:  " + diagnosis.remedy());
      throw silence;
    }
  }

  void add(String what, Finding finding) {
    switch (finding) {
      case Finding.Sound(String note) -> {
        summary.addSound();
        line("ok", what, note);
      }
      case Finding.Faulty faults -> {
        summary.addFailed(what);
        line("FAILED", what, String.join("; ", faults.faults()));
      }
      case Finding.NotChecked(String wanted) -> {
        summary.addNotChecked();
        line("not checked", what, wanted);
      }
    }
  }

  /** Something that is no finding. */
  void remark(String sentence) {
    out.println(sentence);
  }

  /**
   * Remembers that the broker is not ready.
   *
   * @param kinds what it misses; empty where it does not say
   */
  void brokerMisses(List<String> kinds) {
    missing = Optional.of(kinds);
  }

  private Finding explained(Finding finding, Prerequisite... needed) {
    if (!(finding instanceof Finding.Faulty(List<String> faults)) || missing.isEmpty()) {
      return finding;
    }
    List<String> wanting = Prerequisite.among(missing.get(), needed);
    List<String> all = new ArrayList<>(faults);
    if (!wanting.isEmpty()) {
      all.add("this needs what the broker misses: " + String.join(", ", wanting));
    } else if (missing.get().isEmpty() && needed.length > 0) {
      all.add("the broker is not ready, which may be why");
    }
    return new Finding.Faulty(all);
  }

  private void line(String verdict, String what, String detail) {
    String tail = detail.isEmpty() ? "" : ": " + detail;
    out.printf(Locale.ROOT, "%-12s %s%s%n", verdict, what, tail);
  }

  /** Prints what it comes to, and returns the exit code of the process. */
  int end() {
    out.println(summary.line());
    return summary.hasFailed() ? 1 : 0;
  }
}
