package io.acsbroker.administration;

import io.acsbroker.token.Subject;

/** What shall become of one assignment of Teams Phone. */
sealed interface PhoneWish {

  /** Whose it is. */
  Subject principal();

  /** It shall be there, through these applications as well as those that it has. */
  record Added(PhoneAssignment assignment) implements PhoneWish {
    @Override
    public Subject principal() {
      return assignment.principal();
    }
  }

  /** It shall be exactly this. */
  record Kept(PhoneAssignment assignment) implements PhoneWish {
    @Override
    public Subject principal() {
      return assignment.principal();
    }
  }

  /** There shall be none. */
  record Removed(Subject principal) implements PhoneWish {}
}
