package io.acsbroker.administration;

/** What is done with identities. */
enum IdentityChange {
  FIND("find", "found"),
  /** Their tokens end, and they stay. */
  REVOKE("revoke", "revoked"),
  /** They end, their tokens and their rows with them. */
  REMOVE("remove", "removed");

  private final String verb;
  private final String done;

  IdentityChange(String verb, String done) {
    this.verb = verb;
    this.done = done;
  }

  String verb() {
    return verb;
  }

  String done() {
    return done;
  }

  /** Whether it does anything to what the table has of a person. */
  boolean concerns(IdentityRow row) {
    return switch (row) {
      case IdentityRow.Known known -> this != FIND;
      case IdentityRow.Intended intended -> this == REMOVE;
      case IdentityRow.OfAnother other -> false;
      case IdentityRow.Absent absent -> false;
    };
  }
}
