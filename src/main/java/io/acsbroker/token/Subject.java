package io.acsbroker.token;

/**
 * The user whom a token is about. Entra promises that the pair never changes and is never reused;
 * names and e-mail addresses are neither.
 */
public record Subject(TenantId tenant, ObjectId user) {
  /** The raw id of this Teams user at Azure Communication Services. */
  public String teamsUserId() {
    return "8:orgid:" + user.value();
  }
}
