package io.acsbroker.local.acs;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The identities that the resource has made, and which of their tokens are still good. Making one
 * is not idempotent: whoever asks twice has two.
 */
public final class Identities {
  private final IssuedTokens tokens;
  private final InstantSource clock;
  private volatile String prefix = prefix();

  /** By the id of each the number of the last token that is not good any more. */
  private final Map<String, Long> identities = new ConcurrentHashMap<>();

  Identities(IssuedTokens tokens, InstantSource clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /** The ids of those that there are. */
  public Set<String> ids() {
    return Set.copyOf(identities.keySet());
  }

  /** The identity of a token that was issued here and is still good; empty for any other token. */
  public Optional<String> holder(String token) {
    return tokens
        .identity(token)
        .filter(it -> clock.instant().isBefore(it.expiry()))
        .filter(it -> it.number() > identities.getOrDefault(it.id(), Long.MAX_VALUE))
        .map(IssuedTokens.IdentityToken::id);
  }

  /** The claims of any token of the resource, good or not; empty for what is none. */
  Optional<JWTClaimsSet> claims(String token) {
    return tokens.verified(token);
  }

  /** The scopes of a token that was issued here. */
  public List<String> scopes(String token) {
    return tokens.identity(token).map(IssuedTokens.IdentityToken::scopes).orElse(List.of());
  }

  /** Takes an identity away, as if the resource had never known it. */
  public void forget(String id) {
    identities.remove(id);
  }

  /** Takes all identities away. */
  public void clear() {
    identities.clear();
  }

  /**
   * Is another resource from now on, to which no identity belongs that there is.
   *
   * @return what makes it the one again that it was
   */
  public Runnable replace() {
    String before = prefix;
    prefix = prefix();
    return () -> prefix = before;
  }

  private static String prefix() {
    return "8:acs:" + UUID.randomUUID() + "_";
  }

  String create() {
    String id = prefix + UUID.randomUUID();
    identities.put(id, 0L);
    return id;
  }

  /** Whether the id is one of this resource's, which its beginning says. */
  boolean owns(String id) {
    return id.startsWith(prefix);
  }

  boolean has(String id) {
    return identities.containsKey(id);
  }

  /** A token; the identity has to be there. */
  Map<String, Object> issue(String id, List<String> scopes, Duration lifetime) {
    Instant now = clock.instant();
    return tokens.issue(id, scopes, now, now.plus(lifetime));
  }

  void revoke(String id) {
    identities.replace(id, tokens.issued());
  }
}
