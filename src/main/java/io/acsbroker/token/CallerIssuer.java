package io.acsbroker.token;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An issuer of caller tokens other than Entra, and what its tokens have to be, as the settings have
 * it.
 *
 * @param name by which the log, the metrics and rules call it
 * @param issuer exactly what {@code iss} is
 * @param audience which {@code aud} is, or has in it
 * @param algorithms at least one
 * @param types at least one
 * @param keys where its keys are
 * @param longestLifetime from {@code iat} to {@code exp}
 * @param claims where the tokens say what
 * @param required claims that a token has to have, each with its value: text, a {@link Long} or a
 *     {@link Boolean}
 * @param machine by what a token tells that it is of no person; empty where only a subject that is
 *     the client does
 * @param binding to the user of the subject token that comes beside it
 * @param routes at least one
 */
public record CallerIssuer(
    String name,
    String issuer,
    String audience,
    Set<SignatureAlgorithm> algorithms,
    Set<TokenType> types,
    Keys keys,
    Duration longestLifetime,
    Claims claims,
    Map<ClaimPath, Object> required,
    Optional<MachineClaim> machine,
    Binding binding,
    Set<CallerRoute> routes) {
  public CallerIssuer {
    algorithms = Set.copyOf(algorithms);
    types = Set.copyOf(types);
    required = Map.copyOf(required);
    routes = Set.copyOf(routes);
  }

  /** What the header parameter {@code typ} may say, without regard to letter case. */
  public enum TokenType {
    JWT,
    /** {@code at+jwt} or {@code application/at+jwt}, as RFC 9068 wants access tokens to say. */
    AT_JWT,
    /** There is no such parameter. */
    NONE
  }

  /** Where the keys of an issuer are. */
  public sealed interface Keys {
    /** Where its OpenID configuration says, which is below the issuer's own address. */
    record Discovered() implements Keys {}

    /** At this address. */
    record At(URI address) implements Keys {}

    /**
     * Here.
     *
     * @param jwks a JWKS document with at least one usable key
     */
    record Inline(String jwks) implements Keys {}
  }

  /**
   * Where a token says who, by what and what for.
   *
   * @param subject who the user is
   * @param client by which client the token was asked for; empty where the tokens do not say
   * @param clients the clients that may call; not empty where the tokens say which it was
   * @param scopes of which all are needed
   * @param roles of which the user needs one; empty where none is needed
   * @param groups of which the user has to be in one; empty where none is needed
   */
  public record Claims(
      ClaimPath subject,
      Optional<ClaimPath> client,
      Set<String> clients,
      Optional<ScopeClaim> scopes,
      Optional<ListClaim> roles,
      Optional<ListClaim> groups) {
    public Claims {
      clients = Set.copyOf(clients);
    }
  }

  /**
   * Where the scopes of a token are.
   *
   * @param asArray whether they are an array, and not one text with spaces between
   * @param required which a token needs; all of them
   */
  public record ScopeClaim(ClaimPath claim, boolean asArray, Set<String> required) {
    public ScopeClaim {
      required = Set.copyOf(required);
    }
  }

  /** A claim that is an array of texts, or one text, of which one of these has to be in it. */
  public record ListClaim(ClaimPath claim, Set<String> anyOf) {
    public ListClaim {
      anyOf = Set.copyOf(anyOf);
    }
  }

  /**
   * By what a token tells that it is of a machine.
   *
   * @param values of the claim that say so; empty where it says so by being there
   */
  public record MachineClaim(ClaimPath claim, Set<String> values) {
    public MachineClaim {
      values = Set.copyOf(values);
    }
  }

  /** How a caller is bound to the user for whom it may bring a subject token. */
  public sealed interface Binding {
    /** By claims with the tenant and the object id of that user in Entra. */
    record ToUser(ClaimPath tenant, ClaimPath user) implements Binding {}

    /** To nobody: it may bring every verified subject token of these tenants that it has. */
    record None(AllowedTenants tenants) implements Binding {}
  }

  /** Only the name: the rest is the operator's. */
  @Override
  public String toString() {
    return "CallerIssuer[" + name + "]";
  }
}
