package io.acsbroker.administration;

import io.acsbroker.token.ClientId;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.Person;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the administrator wants. */
sealed interface Instruction {

  /** About the assignments of Entra users. */
  sealed interface OfEntra extends Instruction {}

  /** To see all assignments. */
  record Show() implements OfEntra {}

  /** To have them in a file. */
  record Export(Path file) implements OfEntra {}

  /** To have them changed. */
  sealed interface Wish extends OfEntra {}

  /** That a principal may use these applications as well. */
  record Add(Assignment assignment) implements Wish {}

  /**
   * That a principal may no longer.
   *
   * @param clients through these applications; empty for all
   */
  record Remove(ObjectId objectId, Set<ClientId> clients) implements Wish {}

  /**
   * That these are the assignments.
   *
   * @param prune whether those that are not among them are removed
   */
  record Apply(List<Assignment> assignments, boolean prune) implements Wish {}

  /** About the assignments of Teams Phone. */
  sealed interface OfPhone extends Instruction {
    /** Whom it is about. */
    List<PhoneWish> wishes();
  }

  /** To see whether these are assigned. */
  record ShowPhone(List<PhoneWish> wishes) implements OfPhone {}

  /** To have these changed. */
  record ChangePhone(List<PhoneWish> wishes) implements OfPhone {}

  /**
   * About ACS identities.
   *
   * @param after the key of the row of the last one that an earlier run came to; empty to begin
   *     with the first
   */
  record Identities(IdentityChange change, People whom, Optional<String> after)
      implements Instruction {
    /** Whether a row stands before the one to begin with, in the order of the table. */
    boolean passesOver(Person person) {
      return after.isPresent() && person.row().compareTo(after.get()) <= 0;
    }
  }
}
