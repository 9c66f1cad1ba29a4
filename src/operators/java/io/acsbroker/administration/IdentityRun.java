package io.acsbroker.administration;

import io.acsbroker.token.Person;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ends the identities of people one after the other, and says of each that it is done. */
record IdentityRun(IdentityChange change, IdentityEnding ending, Stop stop, PrintStream out) {
  private static final String RENEWED =
      " Who can still sign in gets new ones: block the sign-in first.";

  /** Says how many there would be. */
  int shown(List<Person> people) {
    warn(people);
    out.printf("Dry run: %s not %s.%n", rows(people.size()), change.done());
    return 0;
  }

  private void warn(List<Person> people) {
    if (!people.isEmpty()) {
      out.println(
          change == IdentityChange.REMOVE
              ? "Removing ends their tokens at once and cannot be undone." + RENEWED
              : "Revoking ends their tokens at once." + RENEWED);
    }
  }

  /**
   * Does it, until the end is wanted or something is wrong that the next one would meet too.
   *
   * @param planned the rows as they were
   */
  int end(List<Person> people, Map<Person, IdentityRow> planned) throws InterruptedException {
    warn(people);
    int kept = 0;
    Optional<String> last = Optional.empty();
    for (int i = 0; i < people.size(); i++) {
      Person person = people.get(i);
      if (stop.isWanted()) {
        return cut("Stopped.", i - kept, people, last);
      }
      String who = person.row();
      switch (ending.end(change, person, planned.getOrDefault(person, new IdentityRow.Absent()))) {
        case IdentityEnd.Made(String note) ->
            out.printf(
                "%-10s %s  %d of %d%s%n",
                change.done(), who, i + 1, people.size(), inBrackets(note));
        case IdentityEnd.Kept(String why) -> {
          kept++;
          out.printf("%-10s %s  %d of %d%s%n", "kept", who, i + 1, people.size(), inBrackets(why));
        }
        case IdentityEnd.Halted(String sentence) -> {
          return cut(who + ": " + sentence, i - kept, people, last);
        }
      }
      last = Optional.of(who);
    }
    out.println(
        people.isEmpty()
            ? "Nothing to change."
            : "%d of %s %s.".formatted(people.size() - kept, rows(people.size()), change.done()));
    return kept == 0 ? 0 : 1;
  }

  private int cut(String why, int made, List<Person> people, Optional<String> last) {
    out.println(why);
    out.printf(
        "%d of %s %s. For the rest, run the same command again%s.%n",
        made, rows(people.size()), change.done(), last.map(id -> " with -Dafter=" + id).orElse(""));
    return 1;
  }

  private static String rows(int number) {
    return number == 1 ? "1 identity" : number + " identities";
  }

  private static String inBrackets(String note) {
    return note.isEmpty() ? "" : "  (" + note + ")";
  }
}
