package io.acsbroker.administration;

import io.acsbroker.administration.AcsAssignments.Listing.Listed;
import io.acsbroker.administration.AcsAssignments.Listing.Unlisted;
import io.acsbroker.administration.AcsReply.Done;
import io.acsbroker.administration.AcsReply.Refused;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Follows one instruction, and tells what it does. */
record Administration(
    AcsAssignments assignments, AcsClient client, boolean dryRun, PrintStream out) {

  /** Returns the exit code of the process: 1 where ACS refused anything. */
  int follow(Instruction instruction) throws InterruptedException {
    return switch (assignments.list()) {
      case Unlisted(String sentence) -> {
        out.println(sentence);
        yield 1;
      }
      case Listed(List<Assignment> there) -> follow(instruction, there);
    };
  }

  private int follow(Instruction instruction, List<Assignment> there) throws InterruptedException {
    switch (instruction) {
      case Instruction.Show show -> {
        there.forEach(out::println);
        out.println(counted(there.size(), "assignment") + " at " + assignments.endpoint() + ".");
      }
      case Instruction.Export(Path file) -> {
        AssignmentFile.write(file, there);
        out.println(counted(there.size(), "assignment") + " written to " + file + ".");
      }
      case Instruction.Wish wish -> {
        return follow(new Planner(there).plan(wish));
      }
    }
    return 0;
  }

  private int follow(List<Change> plan) throws InterruptedException {
    plan.forEach(change -> out.println(change.line()));
    List<AcsRequest> requests =
        plan.stream().flatMap(change -> assignments.request(change).stream()).toList();
    if (dryRun) {
      requests.forEach(request -> out.println("\n" + request));
      out.println("\nDry run: " + counted(requests.size(), "request") + " not sent.");
      return 0;
    }
    return send(requests);
  }

  /** Stops at the first refusal, since the next requests would meet it too. */
  private int send(List<AcsRequest> requests) throws InterruptedException {
    for (int done = 0; done < requests.size(); done++) {
      switch (client.send(requests.get(done))) {
        case Done ok -> {}
        case Refused(String sentence) -> {
          AcsRequest refused = requests.get(done);
          out.println(refused.method() + " " + refused.uri().getPath() + ": " + sentence);
          out.printf("%d of %s made.%n", done, counted(requests.size(), "change"));
          return 1;
        }
      }
    }
    out.println(
        requests.isEmpty() ? "Nothing to change." : counted(requests.size(), "change") + " made.");
    return 0;
  }

  private static String counted(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
