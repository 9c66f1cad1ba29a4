package io.acsbroker.administration;

import io.acsbroker.token.ObjectId;

/** What becomes of one assignment. */
sealed interface Change {

  /** There was none for this principal. */
  record Added(Assignment wanted) implements Change {}

  /** There is one, with other applications, or of another principal by the same id. */
  record Replaced(Assignment before, Assignment wanted) implements Change {}

  /** It goes. */
  record Removed(Assignment before) implements Change {}

  /** It is as it should be. */
  record Unchanged(Assignment there) implements Change {}

  /** It is there, nobody asked for it, and nobody asked for its removal. */
  record Kept(Assignment there) implements Change {}

  /** It should go, and is not there. */
  record Absent(ObjectId objectId) implements Change {}

  /** A line for the administrator. */
  default String line() {
    return switch (this) {
      case Added(Assignment wanted) -> "add        " + wanted;
      case Replaced(Assignment before, Assignment wanted) ->
          "change     " + wanted + (before.hasPrincipalOf(wanted) ? clients(before) : all(before));
      case Removed(Assignment before) -> "remove     " + before;
      case Unchanged(Assignment there) -> "unchanged  " + there;
      case Kept(Assignment there) ->
          "kept       " + there + "  (not in the file; -Dprune=true removes it)";
      case Absent(ObjectId objectId) -> "unchanged  " + objectId.value() + "  (not assigned)";
    };
  }

  private static String clients(Assignment before) {
    return "  (was for " + before.clientList() + ")";
  }

  private static String all(Assignment before) {
    return "  (was " + before + ")";
  }
}
