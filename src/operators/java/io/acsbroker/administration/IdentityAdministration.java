package io.acsbroker.administration;

import io.acsbroker.administration.IdentityRows.Answer;
import io.acsbroker.token.Person;
import java.io.PrintStream;
import java.util.Optional;

/** Follows one instruction about ACS identities: looks everybody up, says the plan, does it. */
record IdentityAdministration(
    IdentityRows rows, IdentityEnding ending, boolean dryRun, Stop stop, PrintStream out) {
  private static final int NOBODY = 2;

  /**
   * Returns the exit code of the process: 1 where anything was refused, kept or left, 2 where the
   * table has nobody of the tenant or the issuer.
   */
  int follow(Instruction.Identities instruction) throws InterruptedException {
    return switch (new AffectedRows(rows, stop, out).of(instruction)) {
      case Answer.Refused<AffectedRows.Source>(String sentence) -> unchanged(sentence);
      case Answer.Given<AffectedRows.Source>(AffectedRows.Source source) ->
          follow(instruction, source);
    };
  }

  private int unchanged(String why) {
    out.println(why + " Nothing was changed.");
    return 1;
  }

  private int follow(Instruction.Identities instruction, AffectedRows.Source source)
      throws InterruptedException {
    IdentityChange change = instruction.change();
    People whom = instruction.whom();
    IdentityPlan plan = new IdentityPlan(change, whom.home(), out);
    Optional<String> unread = source.each((person, row) -> planned(plan, person, row));
    if (unread.isPresent()) {
      return unchanged(unread.get());
    }
    if (plan.people() == 0
        && instruction.after().isEmpty()
        && whom instanceof People.Everybody everybody) {
      return nobody(everybody);
    }
    plan.sum(rows.resource());
    if (change == IdentityChange.FIND) {
      return 0;
    }
    warn(change, whom, plan.concerned());
    return dryRun ? shown(change, plan.concerned()) : run(instruction, source, plan.concerned());
  }

  private Optional<String> planned(IdentityPlan plan, Person person, IdentityRow row) {
    if (stop.isWanted()) {
      return Optional.of("Stopped.");
    }
    plan.add(person, row);
    return Optional.empty();
  }

  private int nobody(People.Everybody whom) {
    out.printf(
        "Table %s has no row of %s: look at -D%s, -Dtable and -DtableEndpoint, unless everybody was"
            + " removed before.%n",
        rows.table(), whom.home(), whom.option());
    return NOBODY;
  }

  private void warn(IdentityChange change, People whom, int concerned) {
    if (concerned > 0) {
      out.printf(
          "%s Who can still sign in gets new ones: %s first.%n",
          change == IdentityChange.REMOVE
              ? "Removing ends their tokens at once and cannot be undone."
              : "Revoking ends their tokens at once.",
          whom.prevention());
    }
  }

  private int shown(IdentityChange change, int concerned) {
    out.printf("Dry run: %s not %s.%n", IdentityRun.counted(concerned), change.done());
    return 0;
  }

  private int run(Instruction.Identities instruction, AffectedRows.Source source, int concerned)
      throws InterruptedException {
    IdentityChange change = instruction.change();
    IdentityRun run = new IdentityRun(change, ending, stop, out, concerned);
    Optional<String> cut = source.each(run::end);
    if (cut.isPresent()) {
      return run.cut(cut.get());
    }
    int exitCode = run.done();
    return change == IdentityChange.REMOVE && instruction.whom() instanceof People.Everybody whom
        ? Math.max(exitCode, left(new LeftRows(whom, instruction, run, out), whom))
        : exitCode;
  }

  /** Looks again: rows may have come behind the place that the run was at. */
  private int left(LeftRows left, People.Everybody whom) throws InterruptedException {
    Optional<String> unread =
        rows.each(
            whom,
            Optional.empty(),
            (person, row) -> {
              left.add(person, row);
              return stop.isWanted() ? Optional.of("Stopped.") : Optional.empty();
            });
    if (unread.isPresent()) {
      out.println(unread.get() + " Whether any row is left is not known: run the command again.");
      return 1;
    }
    return left.sum();
  }
}
