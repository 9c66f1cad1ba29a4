package io.acsbroker.subject;

import io.acsbroker.keys.KeySetDownload;
import io.acsbroker.keys.PublishedSigningKeys;
import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.net.BoundedHttp;
import io.acsbroker.net.ServerClock;
import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A verifier over an Entra emulator of its own, with a clock and background work in the test's
 * hands.
 */
final class KeyFixture implements AutoCloseable {
  static final AllowedTenants LISTED =
      new AllowedTenants.Listed(Set.of(SampleToken.CONTOSO, SampleToken.FABRIKAM));

  /** No machine is so busy that an answer that is there takes as long. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  final EntraEmulator entra;
  final Queue<String> fetches = new ConcurrentLinkedQueue<>();
  final Queue<Runnable> background = new ArrayDeque<>();

  /** Whether fetches wait in the background until they are run, or take place at once. */
  volatile boolean backgroundWaits;

  private final EntraTokenVerifier verifier;
  volatile boolean listenerFails;
  private volatile Instant now = SampleToken.NOW;

  private KeyFixture(AllowedTenants tenants, EntraCloud cloud, URI authorityHost, Duration patience)
      throws IOException {
    entra = EntraEmulator.start(0, () -> now);
    URI host = authorityHost.getHost() == null ? entra.authority() : authorityHost;
    EntraVerifierSettings settings =
        new EntraVerifierSettings(cloud, host, tenants, Duration.ofSeconds(60));
    ServerClock servers = new ServerClock(() -> now);
    KeySetDownload download = new KeySetDownload(BoundedHttp.client().build(), patience, servers);
    verifier =
        settings.verifier(
            new PublishedSigningKeys(
                cloud, tenants, host, download, this::fetched, () -> now, this::execute),
            () -> now,
            servers);
  }

  static KeyFixture start() {
    return start(LISTED);
  }

  static KeyFixture start(AllowedTenants tenants) {
    return start(tenants, EntraCloud.PUBLIC, URI.create(""));
  }

  /** With keys from elsewhere than the emulator; an empty address is none. */
  static KeyFixture start(AllowedTenants tenants, EntraCloud cloud, URI authorityHost) {
    return start(tenants, cloud, authorityHost, PATIENCE);
  }

  /**
   * The same.
   *
   * @param patience how long an answer with keys may take
   */
  static KeyFixture start(
      AllowedTenants tenants, EntraCloud cloud, URI authorityHost, Duration patience) {
    try {
      return new KeyFixture(tenants, cloud, authorityHost, patience);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void execute(Runnable task) {
    if (backgroundWaits) {
      background.add(task);
    } else {
      task.run();
    }
  }

  private void fetched(String tenant, Optional<String> failure) {
    if (listenerFails) {
      throw new IllegalStateException("the listener is out of order");
    }
    fetches.add(tenant + " " + failure.orElse("succeeded"));
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** How many objects the verifier keeps, keys and all. */
  int kept() {
    return Retained.by(verifier);
  }

  void runBackground() {
    for (Runnable task = background.poll(); task != null; task = background.poll()) {
      task.run();
    }
  }

  /** A good token of Adele's. */
  Verification verify() {
    return verify(TokenOrder.forUser(SampleDirectory.ADELE));
  }

  Verification verify(TokenOrder order) {
    return verify(entra.token(order));
  }

  Verification verify(String token) {
    return verifier.verify(new ReceivedToken(token), SampleToken.PROFILE, SampleToken.soon());
  }

  /** The same token where the keys of the broker's API's own count. */
  Verification verifyCaller(String token) {
    return verifier
        .withKeysOf(new ClientId(SampleDirectory.BROKER_API_CLIENT_ID))
        .verify(new ReceivedToken(token), SampleToken.PROFILE, SampleToken.soon());
  }

  /** A token whose key id nobody has. */
  Verification verifyUnknownKey(String keyId) {
    return verifyUnknownKey(keyId, SampleToken.CONTOSO);
  }

  /** The same in the name of another tenant. */
  Verification verifyUnknownKey(String keyId, TenantId tenant) {
    TokenOrder order = TokenOrder.forUser(SampleDirectory.ADELE);
    Map<String, Object> header = entra.header(order);
    header.put("kid", keyId);
    Map<String, Object> claims = entra.claims(order);
    claims.put("tid", tenant.value());
    return verify(entra.sign(header, claims));
  }

  /** What is said of keys of the tenant of Contoso that cannot be had, for this reason. */
  static String failure(URI authorityHost, String why) {
    String tenant = SampleToken.CONTOSO.value();
    return "Signing keys of "
        + tenant
        + " cannot be had from "
        + authorityHost
        + "/"
        + tenant
        + "/discovery/v2.0/keys: "
        + why;
  }

  /** The same of those of this emulator. */
  String failure(String why) {
    return failure(entra.authority(), why);
  }

  void answerKeyRequests(int status, String body) {
    entra.answerKeyRequests(new CannedAnswer(status, Map.of(), body, Duration.ZERO));
  }

  @Override
  public void close() {
    entra.close();
  }
}
