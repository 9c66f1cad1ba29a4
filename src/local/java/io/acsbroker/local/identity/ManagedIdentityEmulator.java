package io.acsbroker.local.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.entra.EntraResource;
import io.acsbroker.local.entra.SigningKey;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.CountingHandler;
import io.acsbroker.local.net.LoopbackHandler;
import io.acsbroker.local.net.LoopbackRequest;
import io.acsbroker.local.net.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint that App Service gives an app's managed identity, as {@code IDENTITY_ENDPOINT} and
 * {@code IDENTITY_HEADER} name it: tokens of 24 hours at first for any resource, in version
 * 2019-08-01. Those for {@code api://AzureADTokenExchange} are what Entra takes in place of an
 * application's secret, where they are of an identity that the application trusts.
 */
public final class ManagedIdentityEmulator implements AutoCloseable {
  private static final String PATH = "/msi/token";
  private static final String NO_SUCH_IDENTITY =
      "No User Assigned or Delegated Managed Identity found for specified"
          + " ClientId/ResourceId/PrincipalId.";

  private static final Duration LIFETIME = Duration.ofHours(24);

  private final EntraEmulator entra;
  private final InstantSource clock;
  private volatile Duration lifetime = LIFETIME;
  private volatile boolean removed;
  private volatile Function<Instant, String> expiryForm = ManagedIdentityEmulator::seconds;
  private final String secret = UUID.randomUUID().toString();
  private final SigningKey key = SigningKey.generate();
  private final CountingHandler endpoint = new CountingHandler(this::token);
  private final LoopbackServer server;

  private ManagedIdentityEmulator(int port, EntraEmulator entra, InstantSource clock)
      throws IOException {
    this.entra = entra;
    this.clock = clock;
    this.server =
        LoopbackServer.http(
            port,
            request ->
                request.path().equals(PATH)
                    ? endpoint.answer(request)
                    : CannedAnswer.text(404, "Nothing is here.\n"),
            clock);
  }

  /**
   * Makes a secret and a key and serves from now on; port 0 is any free one.
   *
   * @param entra signs what is for it to read
   */
  public static ManagedIdentityEmulator start(int port, EntraEmulator entra, InstantSource clock)
      throws IOException {
    return new ManagedIdentityEmulator(port, entra, clock);
  }

  /** The value of {@code IDENTITY_ENDPOINT}. */
  public URI endpoint() {
    return URI.create("http://localhost:" + server.port() + PATH);
  }

  /** The value of {@code IDENTITY_HEADER}. */
  public String secret() {
    return secret;
  }

  /** The value of {@code AZURE_CLIENT_ID} where the user-assigned identity is meant. */
  public String userAssignedClientId() {
    return AppIdentity.USER_ASSIGNED.clientId();
  }

  /** Whether this is a token of its own for one of the audiences that has not expired. */
  public boolean accepts(String bearerToken, Set<String> audiences) {
    return key.verified(bearerToken)
        .filter(claims -> !removed)
        .filter(claims -> audiences.containsAll(claims.getAudience()))
        .map(JWTClaimsSet::getExpirationTime)
        .filter(expiry -> clock.instant().isBefore(expiry.toInstant()))
        .isPresent();
  }

  /** How many times a token was asked for. */
  public int requests() {
    return endpoint.requests();
  }

  /** Answers all requests with this until it is {@code null} again. */
  public void answerRequests(@Nullable CannedAnswer answer) {
    endpoint.answerAll(answer);
  }

  /** Answers requests with what is made of its own handler, from now on. */
  public void disturbRequests(UnaryOperator<LoopbackHandler> disturbance) {
    endpoint.disturb(disturbance);
  }

  /** Issues tokens that live this long from now on, so that they are asked for more often. */
  public void issueFor(Duration newLifetime) {
    lifetime = newLifetime;
  }

  /** Whether there is no identity any more: nobody gets a token, and none is accepted. */
  public void remove(boolean gone) {
    removed = gone;
  }

  /** Answers as it did at first. */
  public void reset() {
    removed = false;
    lifetime = LIFETIME;
    expiryForm = ManagedIdentityEmulator::seconds;
    endpoint.answerAll(null);
  }

  /**
   * Writes {@code expires_on} so from now on: endpoints have been seen that write dates.
   *
   * @see <a href="https://github.com/Azure/azure-sdk-for-java/issues/6949">A date of the United
   *     States</a>
   */
  public void writeExpiry(Function<Instant, String> form) {
    expiryForm = form;
  }

  @Override
  public void close() {
    server.close();
  }

  private CannedAnswer token(LoopbackRequest request) {
    Map<String, String> query = request.query();
    if (request.header("X-IDENTITY-HEADER").filter(secret::equals).isEmpty()) {
      return refusal(401, "The X-IDENTITY-HEADER header is missing or wrong.");
    }
    if (!query.getOrDefault("api-version", "").equals("2019-08-01")) {
      return refusal(400, "The api-version parameter is missing or not 2019-08-01.");
    }
    String resource = query.getOrDefault("resource", "");
    if (resource.isEmpty()) {
      return refusal(400, "The resource parameter is missing.");
    }
    if (AppIdentity.isNamedTwice(query)) {
      return refusal(400, "Name the identity once, by %s.".formatted(AppIdentity.NAMES));
    }
    return AppIdentity.of(query)
        .filter(identity -> !removed)
        .map(identity -> issue(identity, resource))
        .orElseGet(() -> refusal(400, NO_SUCH_IDENTITY));
  }

  private CannedAnswer issue(AppIdentity identity, String resource) {
    String tenant = entra.directory().ofBroker().tenantId();
    Instant now = clock.instant();
    Instant expiry = now.plus(lifetime);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(
        "access_token",
        EntraResource.TOKEN_EXCHANGE.isMeantBy(resource)
            ? entra.sign(identity.assertion(tenant, now, expiry))
            : key.sign(key.header(), identity.claims(tenant, resource, now, expiry)));
    body.put("expires_on", expiryForm.apply(expiry));
    body.put("resource", resource);
    body.put("token_type", "Bearer");
    body.put("client_id", identity.clientId());
    return CannedAnswer.json(200, body);
  }

  private static String seconds(Instant expiry) {
    return Long.toString(expiry.getEpochSecond());
  }

  private static CannedAnswer refusal(int status, String message) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("statusCode", status);
    body.put("message", message);
    body.put("correlationId", UUID.randomUUID().toString());
    return CannedAnswer.json(status, body);
  }
}
