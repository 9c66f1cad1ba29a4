package io.acsbroker.administration;

import io.acsbroker.administration.IdentityRows.Answer;
import io.acsbroker.operator.UnusableInputException;
import io.acsbroker.token.Person;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Follows one instruction about ACS identities: looks everybody up, says the plan, does it. */
record IdentityAdministration(
    IdentityRows rows, IdentityEnding ending, boolean dryRun, Stop stop, PrintStream out) {
  private static final int LOOKED_UP = 100;

  /** Returns the exit code of the process: 1 where anything was refused or kept. */
  int follow(Instruction.Identities instruction) throws InterruptedException {
    return switch (people(instruction.whom(), instruction.after())) {
      case Answer.Refused<Map<Person, IdentityRow>>(String sentence) -> {
        out.println(sentence + " Nothing was changed.");
        yield 1;
      }
      case Answer.Given<Map<Person, IdentityRow>>(Map<Person, IdentityRow> people) ->
          follow(instruction.change(), instruction.whom().home(), people);
    };
  }

  private Answer<Map<Person, IdentityRow>> people(People whom, Optional<String> after)
      throws InterruptedException {
    return switch (whom) {
      case People.Listed(String home, List<? extends Person> people) -> lookUp(rest(people, after));
      case People.Everybody everybody -> {
        Answer<Map<Person, IdentityRow>> answer = rows.of(everybody);
        if (answer instanceof Answer.Given<Map<Person, IdentityRow>>(var all)) {
          // Whoever that was may be gone by now, and the table has an order
          after.ifPresent(last -> all.keySet().removeIf(it -> it.row().compareTo(last) <= 0));
        }
        yield answer;
      }
    };
  }

  /** Those behind the last one that an earlier run came to. */
  private static List<? extends Person> rest(
      List<? extends Person> people, Optional<String> after) {
    if (after.isEmpty()) {
      return people;
    }
    int last = people.stream().map(Person::row).toList().indexOf(after.get());
    if (last < 0) {
      throw new UnusableInputException("Nothing was changed: -Dafter names nobody of them.");
    }
    return people.subList(last + 1, people.size());
  }

  private Answer<Map<Person, IdentityRow>> lookUp(List<? extends Person> people)
      throws InterruptedException {
    Map<Person, IdentityRow> found = new LinkedHashMap<>();
    for (Person person : people) {
      if (stop.isWanted()) {
        return new Answer.Refused<>("Stopped.");
      }
      switch (rows.find(person)) {
        case Answer.Given<IdentityRow>(IdentityRow row) -> found.put(person, row);
        case Answer.Refused<IdentityRow>(String sentence) -> {
          return new Answer.Refused<>(person.row() + ": " + sentence);
        }
      }
      if (found.size() % LOOKED_UP == 0) {
        out.printf("looked up  %d of %d%n", found.size(), people.size());
      }
    }
    return new Answer.Given<>(found);
  }

  private int follow(IdentityChange change, String home, Map<Person, IdentityRow> people)
      throws InterruptedException {
    people.forEach(
        (person, row) -> out.println(planned(change, person.row() + " of " + home, row)));
    long known = people.values().stream().filter(IdentityRow.Known.class::isInstance).count();
    out.printf("%d of %d with an ACS identity of %s.%n", known, people.size(), rows.resource());
    if (change == IdentityChange.FIND) {
      return 0;
    }
    if (people.values().stream().anyMatch(IdentityRow.OfAnother.class::isInstance)) {
      out.println("Of another resource: run the same command with the -Dendpoint of that one.");
    }
    List<Person> concerned =
        people.entrySet().stream()
            .filter(entry -> change.concerns(entry.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    IdentityRun run = new IdentityRun(change, ending, stop, out);
    return dryRun ? run.shown(concerned) : run.end(concerned, people);
  }

  private static String planned(IdentityChange change, String person, IdentityRow row) {
    String verb =
        switch (row) {
          case IdentityRow.OfAnother other -> "kept";
          case IdentityRow.Absent absent -> "unchanged";
          case IdentityRow.Known known -> change.verb();
          case IdentityRow.Intended intended -> change.concerns(row) ? change.verb() : "unchanged";
        };
    return "%-10s %s  (%s)"
        .formatted(change == IdentityChange.FIND ? "found" : verb, person, row.text());
  }
}
