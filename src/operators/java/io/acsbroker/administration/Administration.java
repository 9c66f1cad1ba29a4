package io.acsbroker.administration;

import io.acsbroker.administration.AcsAssignments.Listing.Listed;
import io.acsbroker.administration.AcsAssignments.Listing.Unlisted;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Follows one instruction about the assignments of Entra users, and tells what it does. */
record Administration(AcsAssignments assignments, Sending sending, PrintStream out) {

  /** Returns the exit code of the process: 1 where ACS refused anything. */
  int follow(Instruction.OfEntra instruction) throws InterruptedException {
    return switch (assignments.list()) {
      case Unlisted(String sentence) -> {
        out.println(sentence);
        yield 1;
      }
      case Listed(List<Assignment> there) -> follow(instruction, there);
    };
  }

  private int follow(Instruction.OfEntra instruction, List<Assignment> there)
      throws InterruptedException {
    switch (instruction) {
      case Instruction.Show show -> {
        there.forEach(out::println);
        out.println(
            Sending.counted(there.size(), "assignment") + " at " + assignments.endpoint() + ".");
      }
      case Instruction.Export(Path file) -> {
        AssignmentFile.write(file, there);
        out.println(Sending.counted(there.size(), "assignment") + " written to " + file + ".");
      }
      case Instruction.Wish wish -> {
        return follow(new Planner(there).plan(wish));
      }
    }
    return 0;
  }

  private int follow(List<Change> plan) throws InterruptedException {
    plan.forEach(change -> out.println(change.line()));
    return sending.send(
        plan.stream().flatMap(change -> assignments.request(change).stream()).toList());
  }
}
