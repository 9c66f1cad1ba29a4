package io.acsbroker.local.entra;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.CountingHandler;
import io.acsbroker.local.net.LoopbackHandler;
import io.acsbroker.local.net.LoopbackRequest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The token endpoint as the broker's API knows it: {@code POST /{tenant}/oauth2/v2.0/token} on
 * behalf of a user, or for itself ({@link ApplicationGrant}). It checks what Entra checks: the
 * application and its proof, then the user's token, then consent and what else the tenant demands.
 * Tests tell it whom to refuse and what to get wrong.
 *
 * @see <a
 *     href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow">The
 *     on-behalf-of flow</a>
 */
public final class OnBehalfOf {
  private final Set<SampleUser> withoutConsent;
  private final BlockedUsers blocked = new BlockedUsers();
  private final EntraEmulator entra;
  private final InstantSource clock;
  private final RefreshTokens refreshTokens;
  private final ClientCredentials credentials;
  private final ClaimsChallenges challenges;
  private final CountingHandler endpoint = new CountingHandler(this::answer);
  private final NewestEntries<Integer> requestsByUser = new NewestEntries<>();
  private final Map<String, LoopbackHandler> answersToUsers = new ConcurrentHashMap<>();
  private volatile boolean consentWithheld;
  private volatile Optional<EntraRefusal> refusal = Optional.empty();
  private volatile UnaryOperator<Map<String, Object>> change = UnaryOperator.identity();

  OnBehalfOf(EntraEmulator entra, InstantSource clock) {
    this.entra = entra;
    this.withoutConsent = new CopyOnWriteArraySet<>(entra.directory().withoutConsent());
    this.clock = clock;
    this.refreshTokens = new RefreshTokens(entra.directory(), clock);
    this.credentials = new ClientCredentials(entra);
    this.challenges = new ClaimsChallenges(entra);
  }

  /** How many times the token endpoint was asked. */
  public int requests() {
    return endpoint.requests();
  }

  /** How many times it was asked on behalf of this user, whatever it answered. */
  public int requestsOf(SampleUser user) {
    return requestsByUser.get(user.objectId()).orElse(0);
  }

  /**
   * Answers requests on behalf of this user with this, and nobody else's, until it is forgotten.
   */
  public void answerRequestsOf(SampleUser user, CannedAnswer answer) {
    disturbRequestsOf(user, handler -> request -> answer);
  }

  /** Answers requests on behalf of this user with what is made of the endpoint's own handler. */
  public void disturbRequestsOf(SampleUser user, UnaryOperator<LoopbackHandler> disturbance) {
    answersToUsers.put(user.objectId(), disturbance.apply(this::judged));
  }

  /** Refuses requests on behalf of this user, and nobody else's, until it is forgotten. */
  public void refuse(SampleUser user, EntraRefusal refused) {
    answerRequestsOf(user, refused.answer(clock.instant()));
  }

  /** Answers every user alike again. */
  public void forgetAnswersToUsers() {
    answersToUsers.clear();
  }

  /** Answers all token requests with this until it is {@code null} again. */
  public void answerRequests(@Nullable CannedAnswer answer) {
    endpoint.answerAll(answer);
  }

  /** Answers token requests with what is made of its own handler, from now on. */
  public void disturbRequests(UnaryOperator<LoopbackHandler> disturbance) {
    endpoint.disturb(disturbance);
  }

  /** Whether nobody has consented; at first all have whom the directory does not except. */
  public void withholdConsent(boolean withheld) {
    consentWithheld = withheld;
  }

  /**
   * Takes this user's consent away, and what anybody has consented to for them.
   *
   * @return what gives it back
   */
  public Runnable withdrawConsent(SampleUser user) {
    return withoutConsent.add(user) ? () -> withoutConsent.remove(user) : () -> {};
  }

  /** Those that pages, programs and the broker's API have got. */
  public RefreshTokens refreshTokens() {
    return refreshTokens;
  }

  /** Whose accounts are disabled. */
  public BlockedUsers blocked() {
    return blocked;
  }

  /** Refuses nobody but Henrietta again, and gets nothing wrong. */
  public void reset() {
    endpoint.answerAll(null);
    consentWithheld = false;
    withoutConsent.clear();
    withoutConsent.addAll(entra.directory().withoutConsent());
    refusal = Optional.empty();
    change = UnaryOperator.identity();
    challenges.withdraw();
  }

  /** What an administrator of this tenant does: consents for everybody in it. */
  public void consent(String tenantId) {
    withoutConsent.removeIf(user -> user.organisation().tenantId().equals(tenantId));
  }

  /** Refuses requests that are otherwise in order, until this is {@code null} again. */
  public void refuse(@Nullable EntraRefusal newRefusal) {
    refusal = Optional.ofNullable(newRefusal);
  }

  /**
   * From now on demands of this user a caller token that was issued for these claims, and answers
   * all others with them: {@code interaction_required}, 50076.
   *
   * @return what ends it
   */
  public Runnable challenge(SampleUser user, String claims) {
    return challenges.put(user, claims);
  }

  /** Ends all challenges. */
  public void withdrawChallenges() {
    challenges.withdraw();
  }

  /** Signs these claims in place of the right ones, from now on: for another user, say. */
  public void changeTokens(UnaryOperator<Map<String, Object>> newChange) {
    change = newChange;
  }

  /** A secret of the broker's API, which it should not need. */
  public String clientSecret() {
    return credentials.secret();
  }

  /** Accepts assertions of the broker's API that are signed with this certificate's key. */
  public void register(X509Certificate certificate) {
    credentials.register(certificate);
  }

  LoopbackHandler endpoint() {
    return request -> {
      user(request).ifPresent(user -> requestsByUser.merge(user, 1, Integer::sum));
      return endpoint.answer(request);
    };
  }

  /** The user whose token is shown, whether or not anybody knows them. */
  private Optional<String> user(LoopbackRequest http) {
    return entra
        .verified(http.form().getOrDefault("assertion", ""))
        .map(claims -> String.valueOf(claims.getClaim("oid")));
  }

  private CannedAnswer answer(LoopbackRequest http) throws Exception {
    return user(http)
        .flatMap(user -> Optional.ofNullable(answersToUsers.get(user)))
        .orElse(this::judged)
        .answer(http);
  }

  private CannedAnswer judged(LoopbackRequest http) {
    String tenantId = http.path().substring(1, http.path().indexOf('/', 1));
    DelegationRequest request =
        new DelegationRequest(tenantId, http.base() + http.path(), http.form());
    Instant now = clock.instant();
    if (request.parameter("grant_type").equals(ApplicationGrant.GRANT_TYPE)) {
      return new ApplicationGrant(entra, credentials).answer(request, now);
    }
    return request
        .refusal(entra.directory())
        .or(() -> credentials.refusal(request, now))
        .map(refused -> refused.answer(now))
        .orElseGet(() -> delegated(request, now));
  }

  private CannedAnswer delegated(DelegationRequest request, Instant now) {
    return switch (Delegation.in(request, entra, now)) {
      case Delegation.Found.Bad(EntraRefusal refused) -> refused.answer(now);
      case Delegation.Found.Good(Delegation delegation) ->
          switch (delegation.scopes(request, entra.directory())) {
            case ScopesReading.Refused(EntraRefusal refused) -> refused.answer(now);
            case ScopesReading.Read(AskedScopes scopes) ->
                refusal(delegation, scopes, request.parameter("claims"))
                    .map(refused -> refused.answer(now))
                    .orElseGet(() -> token(delegation, scopes, request));
          };
    };
  }

  private CannedAnswer token(Delegation delegation, AskedScopes scopes, DelegationRequest request) {
    return new DelegatedToken(delegation, scopes, ClientCredentials.authenticationClass(request))
        .answer(entra, change);
  }

  private Optional<EntraRefusal> refusal(Delegation delegation, AskedScopes scopes, String claims) {
    SampleUser user = delegation.user();
    String token = delegation.callerToken();
    return blocked
        .refusal(user)
        .or(() -> scopes.resource().isOfAcs() ? consentMissing(user) : consentMissing())
        .or(() -> refusal)
        .or(() -> challenges.unmet(user.objectId(), token).map(EntraRefusal::multiFactor))
        .or(() -> unmet(token, claims).map(EntraRefusal::multiFactor));
  }

  /** Why the broker's API may not act on behalf of this user: nobody has consented. */
  public Optional<EntraRefusal> consentMissing(SampleUser user) {
    return consentWithheld || withoutConsent.contains(user) ? consentMissing() : Optional.empty();
  }

  private Optional<EntraRefusal> consentMissing() {
    return Optional.of(EntraRefusal.consentMissing(entra.directory().brokerApi()));
  }

  /** What the broker asks for on its own, because a resource has challenged it. */
  private Optional<String> unmet(String token, String claims) {
    return claims.isEmpty() || entra.meets(token, claims) ? Optional.empty() : Optional.of(claims);
  }
}
