package io.acsbroker.delegation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.azure.ManagedIdentityTokens;
import io.acsbroker.azure.SamplePlatform;
import io.acsbroker.delegation.Delegation.Delegated;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.CountingHandler;
import io.acsbroker.local.net.LoopbackCertificate;
import io.acsbroker.local.net.LoopbackRequest;
import io.acsbroker.local.net.LoopbackServer;
import io.acsbroker.net.BoundedHttp;
import io.acsbroker.net.ServerClock;
import io.acsbroker.token.ClientCredential;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.Subject;
import io.acsbroker.token.TenantId;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A token endpoint over TLS that answers an on-behalf-of request as Entra does, id token, refresh
 * token and all, or as a test wants; with a source that asks it, and a clock that can be moved.
 */
final class EntraFixture implements AutoCloseable {
  static final ClientId API = new ClientId("aaaaaaaa-0000-4000-8000-000000000001");
  static final ClientId IDENTITY = new ClientId("bbbbbbbb-0000-4000-8000-000000000002");
  static final TenantId TENANT = new TenantId("11111111-1111-4111-8111-111111111111");
  static final Subject USER = user(0);
  static final String SCOPE = "https://auth.msft.communication.azure.com/Teams.ManageCalls";
  static final Duration LIFETIME = Duration.ofMinutes(60);

  private static final LoopbackCertificate CERTIFICATE = LoopbackCertificate.create();

  final List<LoopbackRequest> requests = new CopyOnWriteArrayList<>();
  final CountingHandler entra = new CountingHandler(this::answer);
  final AtomicInteger assertions = new AtomicInteger();

  /** Entra answers nothing before it is open. */
  volatile CountDownLatch gate = new CountDownLatch(0);

  /** How long a token is kept at most. */
  Duration kept = Duration.ofHours(2);

  /** Whether anybody listens; a port that was closed may be another's at once. */
  boolean listens = true;

  /** How long Entra may take. */
  Duration timeout = Duration.ofSeconds(30);

  private final LoopbackServer server;
  private volatile Instant now = Instant.now();

  EntraFixture() throws IOException {
    server = LoopbackServer.https(0, CERTIFICATE.serverContext(), entra);
  }

  /**
   * Stands at the test's beginning, about when msal4j has it to be, until a test lets time pass.
   */
  InstantSource clock() {
    return () -> now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  URI host() {
    return URI.create("https://localhost:" + (listens ? server.port() : 1));
  }

  MsalHttp http() {
    return new MsalHttp(
        BoundedHttp.client().sslContext(CERTIFICATE.clientContext()).build(),
        timeout,
        new ServerClock(clock()));
  }

  OnBehalfOfFlow settings(ClientCredential credential) {
    return new OnBehalfOfFlow(API, EntraCloud.PUBLIC, host(), credential);
  }

  SubjectTokenSource source() {
    return source(new ClientCredential.FederatedIdentity(IDENTITY));
  }

  SubjectTokenSource source(ClientCredential credential) {
    return source(credential, this::assertion);
  }

  SubjectTokenSource source(ClientCredential credential, Supplier<String> platform) {
    return sources(credential, platform).of(Set.of(SCOPE));
  }

  SubjectTokenSources sources() {
    return sources(new ClientCredential.FederatedIdentity(IDENTITY), this::assertion);
  }

  private SubjectTokenSources sources(ClientCredential credential, Supplier<String> platform) {
    ManagedIdentityTokens tokens =
        SamplePlatform.tokens(platform, () -> clock().instant().plus(Duration.ofHours(1)), clock());
    return settings(credential)
        .sources(kept, clock(), http(), () -> tokens.value(Deadline.in(Duration.ofMinutes(1))));
  }

  private String assertion() {
    return "assertion " + assertions.incrementAndGet();
  }

  /** The subject token that Entra has given. */
  static String token(Delegation delegation) {
    return assertInstanceOf(Delegated.class, delegation).subjectToken().value();
  }

  static Delegation ask(SubjectTokenSource source, String callerToken) {
    return ask(source, callerToken, USER);
  }

  static Delegation ask(SubjectTokenSource source, String callerToken, Subject user) {
    return ask(source, callerToken, user, Deadline.in(Duration.ofMinutes(1)));
  }

  static Delegation ask(
      SubjectTokenSource source, String callerToken, Subject user, Deadline deadline) {
    return source.onBehalfOf(new ReceivedToken(callerToken), user, Optional::empty, deadline);
  }

  /** Another user of the tenant. */
  static Subject user(int number) {
    return new Subject(TENANT, new ObjectId("33333333-3333-4333-8333-%012d".formatted(number)));
  }

  /** The form of the only request so far. */
  Map<String, String> onlyForm() {
    if (requests.size() != 1) {
      throw new AssertionError(requests.size() + " requests");
    }
    return requests.getFirst().form();
  }

  private CannedAnswer answer(LoopbackRequest request) throws InterruptedException {
    requests.add(request);
    gate.await();
    Map<String, String> form = request.form();
    boolean rightPlace = request.path().matches("/[0-9a-f-]{36}/oauth2/v2\\.0/token");
    boolean known = API.value().equals(form.get("client_id"));
    if (!rightPlace || !known || !form.containsKey("assertion")) {
      return error(400, "invalid_request", "AADSTS900144: not an on-behalf-of request.");
    }
    return CannedAnswer.json(200, tokens(form.get("assertion"), request.path().substring(1, 37)));
  }

  private Map<String, Object> tokens(String callerToken, String tenant) {
    String user = "user of " + callerToken;
    return Map.of(
        "token_type",
        "Bearer",
        "scope",
        SCOPE,
        "expires_in",
        LIFETIME.toSeconds(),
        "access_token",
        "subject " + entra.requests() + " for " + callerToken,
        "refresh_token",
        "refresh for " + callerToken,
        "id_token",
        base64("{}") + "." + base64("{\"oid\":\"" + user + "\"}") + ".c2ln",
        "client_info",
        base64("{\"uid\":\"" + user + "\",\"utid\":\"" + tenant + "\"}"));
  }

  static CannedAnswer error(int status, String error, String description) {
    return CannedAnswer.json(
        status,
        Map.of("error", error, "error_description", description + TRACE, "correlation_id", "c"));
  }

  static final String TRACE =
      " \r\nTrace ID: 0000aaaa-11bb-cccc-dd22-eeeeee333333 Correlation ID: c Timestamp: t";

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  @Override
  public void close() {
    gate.countDown();
    server.close();
  }
}
