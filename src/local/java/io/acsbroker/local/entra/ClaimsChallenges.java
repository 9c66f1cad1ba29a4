package io.acsbroker.local.entra;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The claims that tokens of some users need before they are good enough, by object id. */
public final class ClaimsChallenges {
  private final EntraEmulator entra;
  private final Map<String, String> challenges = new ConcurrentHashMap<>();

  /** Challenges that the tokens of this Entra meet. */
  public ClaimsChallenges(EntraEmulator entra) {
    this.entra = entra;
  }

  /**
   * From now on, tokens of this user need these claims.
   *
   * @param claims JSON with an {@code access_token} in it
   * @return what ends it
   */
  public Runnable put(SampleUser user, String claims) {
    if (ClaimsRequest.parse(claims).isEmpty()) {
      throw new IllegalArgumentException("claims are a JSON object");
    }
    challenges.put(user.objectId(), claims);
    return () -> challenges.remove(user.objectId());
  }

  /** Every token is good enough again. */
  public void withdraw() {
    challenges.clear();
  }

  /** The claims that this token of this user lacks, as they were put. */
  public Optional<String> unmet(String objectId, String token) {
    return Optional.ofNullable(challenges.get(objectId))
        .filter(claims -> !entra.meets(token, claims));
  }
}
