package io.acsbroker.subject;

import io.acsbroker.token.CallerIssuer;
import io.acsbroker.token.ForeignPerson;
import io.acsbroker.token.Subject;
import java.util.Optional;
import java.util.Set;

/**
 * A caller whose token another issuer than Entra has signed, and which has passed every check. Only
 * this room can make one: holding it is the proof.
 */
public final class ForeignCaller implements Caller {
  private final CallerIssuer issuer;
  private final ForeignPerson person;
  private final Optional<Subject> boundTo;
  private final Optional<String> client;
  private final Set<String> scopes;
  private final Set<String> roles;
  private final Set<String> groups;
  private final Optional<String> tokenId;
  private final int ignoredHeaderParameters;

  ForeignCaller(
      CallerIssuer issuer,
      ForeignPerson person,
      Optional<Subject> boundTo,
      Optional<String> client,
      Set<String> scopes,
      Set<String> roles,
      Set<String> groups,
      Optional<String> tokenId,
      int ignoredHeaderParameters) {
    this.issuer = issuer;
    this.person = person;
    this.boundTo = boundTo;
    this.client = client;
    this.scopes = Set.copyOf(scopes);
    this.roles = Set.copyOf(roles);
    this.groups = Set.copyOf(groups);
    this.tokenId = tokenId;
    this.ignoredHeaderParameters = ignoredHeaderParameters;
  }

  /** Who issued the token. */
  public CallerIssuer issuer() {
    return issuer;
  }

  @Override
  public ForeignPerson person() {
    return person;
  }

  /** The only user of Entra's for whom it may bring a subject token; empty where it is unbound. */
  public Optional<Subject> boundTo() {
    return boundTo;
  }

  @Override
  public Optional<String> clientName() {
    return client;
  }

  public Set<String> scopes() {
    return scopes;
  }

  public Set<String> roles() {
    return roles;
  }

  public Set<String> groups() {
    return groups;
  }

  @Override
  public Optional<String> tokenId() {
    return tokenId;
  }

  @Override
  public int ignoredHeaderParameters() {
    return ignoredHeaderParameters;
  }

  @Override
  public String toString() {
    return "ForeignCaller[redacted, issuer=" + issuer.name() + "]";
  }
}
