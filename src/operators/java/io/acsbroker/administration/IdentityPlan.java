package io.acsbroker.administration;

import io.acsbroker.token.Person;
import java.io.PrintStream;

/** What shall be done with each row: says so of one after the other, and counts them. */
final class IdentityPlan {
  private final IdentityChange change;
  private final String home;
  private final PrintStream out;
  private int people;
  private int known;
  private int intended;
  private int ofAnother;
  private int concerned;

  IdentityPlan(IdentityChange change, String home, PrintStream out) {
    this.change = change;
    this.home = home;
    this.out = out;
  }

  void add(Person person, IdentityRow row) {
    people++;
    if (change.concerns(row)) {
      concerned++;
    }
    String verb =
        switch (row) {
          case IdentityRow.OfAnother other -> {
            ofAnother++;
            yield "kept";
          }
          case IdentityRow.Absent absent -> "unchanged";
          case IdentityRow.Known same -> {
            known++;
            yield change.verb();
          }
          case IdentityRow.Intended same -> {
            intended++;
            yield change.concerns(row) ? change.verb() : "unchanged";
          }
        };
    out.printf(
        "%-10s %s of %s  (%s)%n",
        change == IdentityChange.FIND ? "found" : verb, person.row(), home, row.text());
  }

  /** Says how many there are of each kind. */
  void sum(String resource) {
    out.printf("%d of %d with an ACS identity of %s.%n", known, people, resource);
    if (intended > 0) {
      out.println(Sending.counted(intended, "row") + " without an identity.");
    }
    if (ofAnother > 0) {
      out.println(
          ofAnother
              + " of another resource: run the same command with the -Dendpoint of that one.");
    }
  }

  int people() {
    return people;
  }

  /** How many of them something is done with. */
  int concerned() {
    return concerned;
  }
}
