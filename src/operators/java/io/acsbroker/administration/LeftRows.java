package io.acsbroker.administration;

import io.acsbroker.token.Person;
import java.io.PrintStream;

/** The rows that a tenant or an issuer has when everybody of it has been removed. */
final class LeftRows {
  private final People.Everybody whom;
  private final Instruction.Identities instruction;
  private final IdentityRun run;
  private final PrintStream out;
  private int left;
  private int appeared;

  /**
   * None yet.
   *
   * @param whom the instruction is about
   */
  LeftRows(
      People.Everybody whom, Instruction.Identities instruction, IdentityRun run, PrintStream out) {
    this.whom = whom;
    this.instruction = instruction;
    this.run = run;
    this.out = out;
  }

  /** Says that a row is there, and why. */
  void add(Person person, IdentityRow row) {
    left++;
    out.printf("%-10s %s of %s  (%s)%n", "left", person.row(), whom.home(), why(person, row));
  }

  private String why(Person person, IdentityRow row) {
    if (row instanceof IdentityRow.OfAnother) {
      return row.text();
    }
    if (run.hasKept(person.row())) {
      return "kept, as said above";
    }
    if (instruction.passesOver(person)) {
      return "not behind -Dafter";
    }
    appeared++;
    return "came while the command ran";
  }

  /**
   * Says how many there are.
   *
   * @return the exit code of the process: 1 where there are any
   */
  int sum() {
    if (left == 0) {
      out.println("The table has no row of " + whom.home() + " any more.");
      return 0;
    }
    out.printf("%s of %s left.%n", Sending.counted(left, "row"), whom.home());
    if (appeared > 0) {
      out.printf(
          "%d came while the command ran: first %s, and run the same command again.%n",
          appeared, whom.prevention());
    }
    return 1;
  }
}
