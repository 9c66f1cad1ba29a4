package io.acsbroker.local.entra;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * Refresh tokens, each bound to a person and an application, and to no tenant and no resource.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/refresh-tokens">Refresh tokens
 *     in the Microsoft identity platform</a>
 */
public final class RefreshTokens {
  /** Another application shows it than the one that has got it. */
  public static final EntraRefusal OF_OTHER_APPLICATION =
      EntraRefusal.invalidGrant(700007, "The grant was issued for a different client id.");

  private final Directory directory;
  private final InstantSource clock;
  private final NewestEntries<Kept> tokens = new NewestEntries<>();

  RefreshTokens(Directory directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /** What a refresh token stands for. */
  public interface Refreshable {
    /** Whose tokens it is for, in the tenant where they signed in. */
    SampleUser user();

    /** Of the one application that can use it. */
    String clientId();
  }

  /** What somebody gets who comes with one. */
  public sealed interface Found {
    /**
     * The grant.
     *
     * @param user who its person is in the tenant where it is shown
     * @param until when the token ends
     */
    record Good(Refreshable grant, SampleUser user, Instant until) implements Found {}

    /** Nothing, and why. */
    record Bad(EntraRefusal refusal) implements Found {}
  }

  private record Kept(Refreshable grant, Instant until) {}

  /** Gives out another one. */
  public String give(Refreshable grant, Duration lifetime) {
    String token = "1.local-refresh-" + UUID.randomUUID();
    tokens.put(token, new Kept(grant, clock.instant().plus(lifetime)));
    return token;
  }

  /**
   * Finds what a token stands for.
   *
   * @param clientId of the application that shows it
   * @param tenant where it is shown: one tenant's id, or what stands for any
   */
  public Found find(String token, String clientId, String tenant) {
    Optional<Kept> kept = tokens.get(token).filter(known -> known.until().isAfter(clock.instant()));
    if (kept.isEmpty()) {
      return new Found.Bad(
          EntraRefusal.invalidGrant(
                  50173,
                  "The provided grant has expired due to it being revoked, a fresh auth token is"
                      + " needed.")
              .withSuberror("bad_token"));
    }
    Refreshable grant = kept.get().grant();
    if (!grant.clientId().equals(clientId)) {
      return new Found.Bad(OF_OTHER_APPLICATION);
    }
    return directory
        .in(tenant, grant.user())
        .<Found>map(user -> new Found.Good(grant, user, kept.get().until()))
        .orElseGet(() -> new Found.Bad(notIn(tenant)));
  }

  /** How long it is from now until then. */
  public Duration left(Instant until) {
    return Duration.between(clock.instant(), until);
  }

  private static EntraRefusal notIn(String tenant) {
    return EntraRefusal.invalidGrant(
        50020,
        ("The user account does not exist in tenant '%s' and cannot access the application there."
                + " It has to be added as a guest first.")
            .formatted(tenant));
  }

  /** Ends all of a person's, in whichever tenant they signed in. */
  public void revoke(SampleUser user) {
    SampleUser person = directory.atHome(user);
    tokens.removeIf(kept -> directory.atHome(kept.grant().user()).equals(person));
  }

  /** Forgets all. */
  public void clear() {
    tokens.clear();
  }
}
