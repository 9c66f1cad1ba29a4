package io.acsbroker.administration;

import io.acsbroker.token.Person;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Ends the identities of people one after the other, and says of each that it is done. */
final class IdentityRun {
  /** A run that keeps more than these does nothing but that, and would fill the memory. */
  private static final int MOST_KEPT = 1_000;

  private final IdentityChange change;
  private final IdentityEnding ending;
  private final Stop stop;
  private final PrintStream out;
  private final int planned;
  private final Set<String> kept = new HashSet<>();
  private int ended;
  private Optional<String> last = Optional.empty();

  /**
   * Has done nothing yet.
   *
   * @param planned how many there were; there may be more by the time they are ended
   */
  IdentityRun(
      IdentityChange change, IdentityEnding ending, Stop stop, PrintStream out, int planned) {
    this.change = change;
    this.ending = ending;
    this.stop = stop;
    this.out = out;
    this.planned = planned;
  }

  /**
   * Ends one, where there is anything to end.
   *
   * @return why the next one shall not be tried; empty to go on
   */
  Optional<String> end(Person person, IdentityRow row) throws InterruptedException {
    if (!change.concerns(row)) {
      return Optional.empty();
    }
    if (stop.isWanted()) {
      return Optional.of("Stopped.");
    }
    if (kept.size() == MOST_KEPT) {
      return Optional.of(
          MOST_KEPT + " identities were kept: look whether -Dendpoint is the right resource.");
    }
    switch (ending.end(change, person, row)) {
      case IdentityEnd.Made(String note) -> {
        ended++;
        say(change.done(), person, note);
      }
      case IdentityEnd.Kept(String why) -> {
        kept.add(person.row());
        say("kept", person, why);
      }
      case IdentityEnd.Halted(String sentence) -> {
        return Optional.of(person.row() + ": " + sentence);
      }
    }
    last = Optional.of(person.row());
    return Optional.empty();
  }

  private void say(String what, Person person, String note) {
    out.printf(
        "%-10s %s  %d of %d%s%n",
        what, person.row(), ended + kept.size(), all(), note.isEmpty() ? "" : "  (" + note + ")");
  }

  private int all() {
    return Math.max(planned, ended + kept.size());
  }

  /** Says that it came to the end; returns the exit code of the process. */
  int done() {
    out.println(
        all() == 0
            ? "Nothing to change."
            : "%d of %s %s.".formatted(ended, counted(), change.done()));
    return kept.isEmpty() ? 0 : 1;
  }

  /** Says why it did not, and how to go on; returns the exit code of the process. */
  int cut(String why) {
    out.println(why);
    out.printf(
        "%d of %s %s. For the rest, run the same command again%s.%n",
        ended, counted(), change.done(), last.map(id -> " with -Dafter=" + id).orElse(""));
    return 1;
  }

  /** Whether the row of this key stays for a reason that was said. */
  boolean hasKept(String row) {
    return kept.contains(row);
  }

  private String counted() {
    return counted(all());
  }

  static String counted(int number) {
    return number == 1 ? "1 identity" : number + " identities";
  }
}
