package io.acsbroker.telemetry;

import java.time.Duration;
import java.util.Optional;

/**
 * What is said of an exchange beyond its request: enough to find out what went wrong for whom, and
 * no token, name or object id in the clear.
 *
 * @param acsIdentity what happened to the user's ACS identity; empty where nothing did
 * @param ignoredHeaderParameters how many parameters of the tokens' headers nobody knows
 */
public record ExchangeEvent(
    Progress progress,
    Parties parties,
    Times times,
    AcsCalls acs,
    String acsIdentity,
    int ignoredHeaderParameters) {
  /**
   * How far it came.
   *
   * @param stage the last part of the way that it reached
   * @param source where the answer came from
   */
  public record Progress(String stage, String source) {}

  /**
   * Who asked, and with which tokens.
   *
   * @param userHash the fingerprint of {@code tenant/objectId}, and of a person whom another issuer
   *     than Entra knows that of the row of the ACS identity
   * @param rule by which the user was let in, of the operator's settings
   * @param callerIssuer the name by which the settings list the caller token's issuer; empty where
   *     that is Entra
   */
  public record Parties(
      Optional<String> tenant,
      Optional<String> userHash,
      Optional<String> rule,
      Optional<String> callerIssuer,
      TokenTrace subjectToken,
      TokenTrace callerToken) {}

  /**
   * What finds a token again.
   *
   * @param hash its fingerprint
   * @param client that it was issued to
   * @param id its issuer's id of it: Entra's ({@code uti}), which its sign-in log has too, or
   *     another's ({@code jti})
   */
  public record TokenTrace(Optional<String> hash, Optional<String> client, Optional<String> id) {}

  /**
   * The time that was spent.
   *
   * @param verifying on the tokens, of which signing keys are all that can take long
   * @param onBehalfOf on a token on behalf of the caller
   * @param managedIdentity on the managed identity's token
   * @param acs on ACS, all tries together
   * @param table on the table of identities; empty where it was not asked
   */
  public record Times(
      Duration verifying,
      Duration onBehalfOf,
      Duration managedIdentity,
      Duration acs,
      Optional<Duration> table) {}

  /**
   * What ACS was asked.
   *
   * @param tries how often
   * @param correlationId ACS's id of its last answer
   */
  public record AcsCalls(int tries, Optional<String> correlationId) {}
}
