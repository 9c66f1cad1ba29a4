package io.acsbroker.identity;

import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.Person;

/**
 * The rows of users. Each call asks the table once, and waits until its deadline at most. Whatever
 * the table answers, or does not, is a result, never an exception.
 */
public interface IdentityStore {
  /** Looks for the user's row. */
  RowLookup find(Person user, Deadline deadline);

  /**
   * Inserts a row that says that an identity is meant to be made; a conflict where one is there.
   */
  RowChange intend(Person user, Deadline deadline);

  /** Writes the identity into the row; a conflict where it is no longer of this version. */
  RowChange keep(Person user, AcsIdentity identity, RowVersion version, Deadline deadline);

  /**
   * Removes the row; a conflict where it is no longer of this version. A row that is gone already
   * is removed.
   */
  RowChange remove(Person user, RowVersion version, Deadline deadline);
}
