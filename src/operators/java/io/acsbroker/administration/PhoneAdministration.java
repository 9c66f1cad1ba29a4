package io.acsbroker.administration;

import io.acsbroker.administration.AcsPhoneAssignments.Lookup;
import io.acsbroker.operator.UnusableInputException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows one instruction about the assignments of Teams Phone, and tells what it does. */
record PhoneAdministration(AcsPhoneAssignments assignments, Sending sending, PrintStream out) {

  /** Returns the exit code of the process: 1 where ACS refused anything. */
  int follow(Instruction.OfPhone instruction) throws InterruptedException {
    List<ServiceRequest> requests = new ArrayList<>();
    for (PhoneWish wish : instruction.wishes()) {
      if (sending.stop().isWanted()) {
        out.println("Stopped. Nothing was changed.");
        return 1;
      }
      switch (assignments.find(wish.principal())) {
        case Lookup.Unknown(String sentence) -> {
          out.println(PhoneAssignment.named(wish.principal()) + ": " + sentence);
          return 1;
        }
        case Lookup.Found(Optional<PhoneAssignment> there) -> {
          switch (instruction) {
            case Instruction.ShowPhone show -> out.println(shown(wish, there));
            case Instruction.ChangePhone change -> plan(wish, there).ifPresent(requests::add);
          }
        }
      }
    }
    return switch (instruction) {
      case Instruction.ShowPhone show -> 0;
      case Instruction.ChangePhone change -> sending.send(requests);
    };
  }

  private static String shown(PhoneWish wish, Optional<PhoneAssignment> there) {
    return there
        .map(PhoneAssignment::toString)
        .orElseGet(() -> "phone " + PhoneAssignment.named(wish.principal()) + "  (not assigned)");
  }

  /** Prints what becomes of one assignment; the request that makes it so, where one is needed. */
  private Optional<ServiceRequest> plan(PhoneWish wish, Optional<PhoneAssignment> there) {
    return switch (wish) {
      case PhoneWish.Added(PhoneAssignment wanted) -> put(there, added(there, wanted));
      case PhoneWish.Kept(PhoneAssignment wanted) -> put(there, wanted);
      case PhoneWish.Removed removed when there.isPresent() -> {
        out.println(
            "remove     " + there.get() + "  (the tokens that ACS issued by it end with it)");
        yield Optional.of(assignments.delete(removed.principal()));
      }
      case PhoneWish.Removed removed -> {
        out.println("unchanged  " + shown(wish, there));
        yield Optional.empty();
      }
    };
  }

  private static PhoneAssignment added(Optional<PhoneAssignment> there, PhoneAssignment wanted) {
    if (there.isPresent() && there.get().type() != wanted.type()) {
      throw new UnusableInputException(
          "Nothing was changed: that object id is assigned already, as " + there.get() + ".");
    }
    return there.map(before -> before.with(wanted.clients())).orElse(wanted);
  }

  private Optional<ServiceRequest> put(Optional<PhoneAssignment> there, PhoneAssignment wanted) {
    if (there.filter(wanted::equals).isPresent()) {
      out.println("unchanged  " + wanted);
      return Optional.empty();
    }
    out.println(
        there
            .map(before -> "change     " + wanted + "  (was " + before + ")")
            .orElse("add        " + wanted));
    return Optional.of(assignments.put(wanted));
  }
}
