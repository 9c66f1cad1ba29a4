package io.acsbroker.administration;

import io.acsbroker.token.Subject;
import io.acsbroker.token.TenantId;
import java.util.List;

/** Whose identities an instruction is about. */
sealed interface People {

  /** These, each once. */
  record Listed(List<Subject> people) implements People {}

  /** Everybody of a tenant of whom the table has a row. */
  record Everybody(TenantId tenant) implements People {}
}
