package io.acsbroker.subject;

import io.acsbroker.keys.KeyFetchListener;
import io.acsbroker.keys.KeySetDownload;
import io.acsbroker.keys.PublishedSigningKeys;
import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.net.BoundedHttp;
import io.acsbroker.net.ServerClock;
import io.acsbroker.token.AcsResource;
import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.TenantId;
import io.acsbroker.token.TokenProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** A good token of Adele's, in which a test breaks one thing before it is signed and verified. */
public final class SampleToken {
  static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
  public static final InstantSource CLOCK = InstantSource.fixed(NOW);
  static final TokenOrder V1 = TokenOrder.forUser(SampleDirectory.ADELE);
  static final TokenOrder V2 = V1.withVersion("2.0");
  public static final TenantId CONTOSO = new TenantId(SampleDirectory.CONTOSO.tenantId());
  static final TenantId FABRIKAM = new TenantId(SampleDirectory.FABRIKAM.tenantId());
  public static final EntraEmulator ENTRA = startEntra();

  static final TokenProfile PROFILE = AcsResource.COMMUNICATION_SERVICES.profile(EntraCloud.PUBLIC);

  private static final EntraTokenVerifier VERIFIER = verifier(Duration.ofSeconds(60));

  final Map<String, Object> header;
  final Map<String, Object> claims;

  private SampleToken(TokenOrder order) {
    header = ENTRA.header(order);
    claims = ENTRA.claims(order);
  }

  static SampleToken v1() {
    return new SampleToken(V1);
  }

  static SampleToken v2() {
    return new SampleToken(V2);
  }

  static SampleToken of(TokenOrder order) {
    return new SampleToken(order);
  }

  static EntraTokenVerifier verifier(Duration skew) {
    return new EntraVerifierSettings(
            EntraCloud.PUBLIC, ENTRA.authority(), new AllowedTenants.Listed(Set.of(CONTOSO)), skew)
        .verifier(
            BoundedHttp.client().build(), CLOCK, new ServerClock(CLOCK), (tenant, failure) -> {});
  }

  /** The same with keys that are fetched on the thread that wants them, without skew. */
  static EntraTokenVerifier verifier(
      URI authority,
      AllowedTenants tenants,
      InstantSource clock,
      ServerClock servers,
      KeyFetchListener listener) {
    KeySetDownload download =
        new KeySetDownload(BoundedHttp.client().build(), Duration.ofSeconds(30), servers);
    return new EntraVerifierSettings(EntraCloud.PUBLIC, authority, tenants, Duration.ZERO)
        .verifier(
            new PublishedSigningKeys(
                EntraCloud.PUBLIC, tenants, authority, download, listener, clock, Runnable::run),
            clock,
            servers);
  }

  /** Later than any test takes. */
  public static Deadline soon() {
    return Deadline.in(Duration.ofMinutes(1));
  }

  static Verification verify(String token) {
    return VERIFIER.verify(new ReceivedToken(token), PROFILE, soon());
  }

  SampleToken withHeader(String name, Object value) {
    header.put(name, value);
    return this;
  }

  SampleToken withoutHeader(String name) {
    header.remove(name);
    return this;
  }

  SampleToken with(String claim, Object value) {
    claims.put(claim, value);
    return this;
  }

  SampleToken withNull(String claim) {
    claims.put(claim, null);
    return this;
  }

  SampleToken without(String claim) {
    claims.remove(claim);
    return this;
  }

  String signed() {
    return ENTRA.sign(header, claims);
  }

  Verification verify() {
    return verify(signed());
  }

  private static EntraEmulator startEntra() {
    try {
      return EntraEmulator.start(0, CLOCK);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
