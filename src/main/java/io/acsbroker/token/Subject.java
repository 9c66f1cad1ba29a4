package io.acsbroker.token;

import org.jspecify.annotations.Nullable;

/**
 * The user whom a token is about. Entra promises that the pair never changes and is never reused;
 * names and e-mail addresses are neither.
 */
public record Subject(TenantId tenant, ObjectId user) implements Person {
  /** The raw id of this Teams user at Azure Communication Services. */
  public String teamsUserId() {
    return "8:orgid:" + user.value();
  }

  @Override
  public String partition() {
    return tenant.value();
  }

  @Override
  public String row() {
    return user.value();
  }

  // Written out: what a record has of its own is made at run time, and the first answer waits for
  // it
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Subject it && tenant.equals(it.tenant) && user.equals(it.user);
  }

  @Override
  public int hashCode() {
    return 31 * tenant.hashCode() + user.hashCode();
  }
}
