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

/** A token whose every check has passed. Only this room can make one: holding it is the proof. */
public final class VerifiedToken implements Caller {
  private final ReceivedToken token;
  private final EntraCloud cloud;
  private final Subject subject;
  private final TokenVersion version;
  private final ClientId client;
  private final Set<Scope> scopes;
  private final Instant expiresOn;
  private final UserStanding standing;
  private final Optional<String> tokenId;
  private final int ignoredHeaderParameters;

  VerifiedToken(
      ReceivedToken token,
      EntraCloud cloud,
      Subject subject,
      TokenVersion version,
      ClientId client,
      Set<Scope> scopes,
      Instant expiresOn,
      UserStanding standing,
      Optional<String> tokenId,
      int ignoredHeaderParameters) {
    this.token = token;
    this.cloud = cloud;
    this.subject = subject;
    this.version = version;
    this.client = client;
    this.scopes = Set.copyOf(scopes);
    this.expiresOn = expiresOn;
    this.standing = standing;
    this.tokenId = tokenId;
    this.ignoredHeaderParameters = ignoredHeaderParameters;
  }

  /** The token that was verified. */
  public ReceivedToken token() {
    return token;
  }

  /** The cloud whose Entra issued it. */
  public EntraCloud cloud() {
    return cloud;
  }

  public Subject subject() {
    return subject;
  }

  /** The same, who calls where this is a caller token. */
  @Override
  public Subject person() {
    return subject;
  }

  public TokenVersion version() {
    return version;
  }

  /** The client that the token was issued to. */
  public ClientId client() {
    return client;
  }

  @Override
  public Optional<String> clientName() {
    return Optional.of(client.value());
  }

  public Set<Scope> scopes() {
    return scopes;
  }

  /** The claim {@code exp}, without any allowance for skewed clocks. */
  public Instant expiresOn() {
    return expiresOn;
  }

  /** The user's roles and groups, and whether it is a guest, where the token tells. */
  public UserStanding standing() {
    return standing;
  }

  /** Entra's own id of the token, the claim {@code uti}; empty where it is missing or odd. */
  @Override
  public Optional<String> tokenId() {
    return tokenId;
  }

  /** How many header parameters there are that nobody knows, which are ignored. */
  @Override
  public int ignoredHeaderParameters() {
    return ignoredHeaderParameters;
  }

  @Override
  public String toString() {
    return "VerifiedToken[redacted, expiresOn=" + expiresOn + "]";
  }
}
