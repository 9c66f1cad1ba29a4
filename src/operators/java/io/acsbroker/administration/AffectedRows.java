package io.acsbroker.administration;

import io.acsbroker.administration.IdentityRows.Answer;
import io.acsbroker.administration.IdentityRows.Visitor;
import io.acsbroker.operator.UnusableInputException;
import io.acsbroker.token.Person;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the rows of those whom an instruction is about. */
record AffectedRows(IdentityRows rows, Stop stop, PrintStream out) {
  private static final int LOOKED_UP = 100;

  /** What can be gone through more than once. */
  @FunctionalInterface
  interface Source {
    /** Returns why it did not come to the end; empty where it did. */
    Optional<String> each(Visitor visitor) throws InterruptedException;
  }

  /**
   * Those of a file are looked up here; those of everybody each time that they are gone through.
   */
  Answer<Source> of(Instruction.Identities instruction) throws InterruptedException {
    return switch (instruction.whom()) {
      case People.Listed listed -> lookUp(rest(listed.people(), instruction.after()));
      case People.Everybody everybody ->
          new Answer.Given<>(visitor -> rows.each(everybody, instruction.after(), visitor));
    };
  }

  private static Optional<String> each(Map<Person, IdentityRow> people, Visitor visitor)
      throws InterruptedException {
    for (Map.Entry<Person, IdentityRow> entry : people.entrySet()) {
      Optional<String> end = visitor.visit(entry.getKey(), entry.getValue());
      if (end.isPresent()) {
        return end;
      }
    }
    return Optional.empty();
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

  private Answer<Source> lookUp(List<? extends Person> people) throws InterruptedException {
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
    return new Answer.Given<>(visitor -> each(found, visitor));
  }
}
