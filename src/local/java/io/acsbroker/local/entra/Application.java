package io.acsbroker.local.entra;

import java.util.Optional;

/**
 * An application that people sign in to, which all organisations have.
 *
 * @param clientId a GUID in lower case
 * @param title what people know it by
 * @param kind as what it is registered
 * @param forAcs whether brokers take its users' tokens for Communication Services, and not those
 *     for their own API alone
 * @param api what it has of its own to be called at, where it is its own API
 */
public record Application(
    String clientId,
    String title,
    ApplicationKind kind,
    boolean forAcs,
    Optional<EntraResource> api) {

  /** One that has no API of its own. */
  public Application(String clientId, String title, ApplicationKind kind, boolean forAcs) {
    this(clientId, title, kind, forAcs, Optional.empty());
  }
}
