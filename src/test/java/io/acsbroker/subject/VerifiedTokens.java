package io.acsbroker.subject;

import io.acsbroker.token.ClientId;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.Scope;
import io.acsbroker.token.Subject;
import io.acsbroker.token.TokenVersion;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Verified tokens for tests of other rooms, which cannot make any. */
public final class VerifiedTokens {
  private VerifiedTokens() {}

  /** A token as the verifier would have accepted it. */
  public static VerifiedToken of(
      ReceivedToken token,
      Subject subject,
      TokenVersion version,
      ClientId client,
      Set<Scope> scopes) {
    return of(token, subject, version, client, scopes, Instant.MAX);
  }

  /** The same, with a time at which it expires. */
  public static VerifiedToken of(
      ReceivedToken token,
      Subject subject,
      TokenVersion version,
      ClientId client,
      Set<Scope> scopes,
      Instant expiresOn) {
    return of(token, subject, version, client, scopes, expiresOn, 0);
  }

  /** The same, with parameters in its header that nobody knows. */
  public static VerifiedToken of(
      ReceivedToken token,
      Subject subject,
      TokenVersion version,
      ClientId client,
      Set<Scope> scopes,
      Instant expiresOn,
      int unknownParameters) {
    return new VerifiedToken(
        token,
        EntraCloud.PUBLIC,
        subject,
        version,
        client,
        scopes,
        expiresOn,
        UserStanding.PLAIN,
        Optional.of("uti"),
        unknownParameters);
  }

  /** A token whose user has a standing. */
  public static VerifiedToken standing(
      ReceivedToken token,
      Subject subject,
      ClientId client,
      Set<Scope> scopes,
      UserStanding standing) {
    return new VerifiedToken(
        token,
        EntraCloud.PUBLIC,
        subject,
        TokenVersion.V2,
        client,
        scopes,
        Instant.MAX,
        standing,
        Optional.of("uti"),
        0);
  }
}
