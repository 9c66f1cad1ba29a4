package io.acsbroker.deployment;

import java.util.ArrayList;
import java.util.List;

/** What a check has found. */
sealed interface Finding {

  /** All is as it should be; the note may be empty. */
  record Sound(String note) implements Finding {}

  /** What is not as it should be. */
  record Faulty(List<String> faults) implements Finding {}

  /** What the operator has to give for it. */
  record NotChecked(String wanted) implements Finding {}

  static Finding faulty(String fault) {
    return new Faulty(List.of(fault));
  }

  /** Looks at one thing after another, and forgets none that is wrong. */
  final class Scrutiny {
    private final List<String> faults = new ArrayList<>();

    Scrutiny expect(boolean holds, String fault) {
      if (!holds) {
        faults.add(fault);
      }
      return this;
    }

    Finding finding(String note) {
      return faults.isEmpty() ? new Sound(note) : new Faulty(faults);
    }
  }
}
