package io.acsbroker.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SigningKey;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.subject.Verification.KeyUnknown;
import io.acsbroker.subject.Verification.KeysUnavailable;
import io.acsbroker.subject.Verification.Verified;
import io.acsbroker.token.AllowedTenants;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where the keys of an application's own count, and what they never bring about.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/access-tokens">Custom signing
 *     keys</a>
 */
class ApplicationSigningKeysTest {
  private static final String CONTOSO = SampleToken.CONTOSO.value();
  private static final TokenOrder ORDER = TokenOrder.forUser(SampleDirectory.ADELE);

  private KeyFixture fixture;
  private SigningKey own;

  @BeforeEach
  void start() {
    fixture = KeyFixture.start();
    own = ownKey();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private SigningKey ownKey() {
    return fixture
        .entra
        .keyDocuments()
        .ofApplication(CONTOSO, SampleDirectory.BROKER_API_CLIENT_ID);
  }

  private Verification verifyOwn() {
    return fixture.verifyCaller(own.sign(own.header(), fixture.entra.claims(ORDER)));
  }

  private Verification verifyTenants() {
    return fixture.verifyCaller(fixture.entra.token(ORDER));
  }

  private Verification verifyInvented() {
    SigningKey invented = SigningKey.generate();
    return fixture.verifyCaller(invented.sign(invented.header(), fixture.entra.claims(ORDER)));
  }

  /** Publishes this as the only key of the application. */
  private void publishForApplication(Map<String, Object> key) {
    publishForApplication(List.of(key));
  }

  private void publishForApplication(List<Map<String, Object>> keys) {
    fixture.entra.disturbKeyRequests(
        usual ->
            request ->
                request.query().containsKey("appid")
                    ? CannedAnswer.json(200, Map.of("keys", keys))
                    : usual.answer(request));
  }

  private static void assertRejected(RejectionReason reason, Verification verification) {
    assertEquals(reason, assertInstanceOf(Verification.Rejected.class, verification).reason());
  }

  @Test
  void takeTheKeyOfTheTenantBeforeOneOfTheSameIdOfTheApplication() {
    Map<String, Object> header = fixture.entra.header(ORDER);
    Map<String, Object> key = new HashMap<>(own.keys().getKeys().get(0).toJSONObject());
    key.put("kid", header.get("kid"));
    publishForApplication(key);
    assertRejected(
        RejectionReason.SIGNATURE_INVALID,
        fixture.verifyCaller(own.sign(header, fixture.entra.claims(ORDER))));
    assertInstanceOf(Verified.class, verifyTenants());
    assertEquals(1, fixture.entra.keyRequests());
  }

  @Test
  void takeTheKeyOfTheTenantWhereOneOfTheSameIdOfTheApplicationIsAtHand() {
    Map<String, Object> header = fixture.entra.header(ORDER);
    Map<String, Object> named = own.keys().getKeys().get(0).toJSONObject();
    Map<String, Object> ofTheSameId = new HashMap<>(named);
    ofTheSameId.put("kid", header.get("kid"));
    publishForApplication(List.of(named, ofTheSameId));
    assertInstanceOf(Verified.class, verifyOwn(), "both sets are at hand from here on");
    assertRejected(
        RejectionReason.SIGNATURE_INVALID,
        fixture.verifyCaller(own.sign(header, fixture.entra.claims(ORDER))));
    assertInstanceOf(Verified.class, verifyTenants());
  }

  @Test
  void takeAKeyOfTheApplicationThatNamesNoIssuer() {
    publishForApplication(own.keys().getKeys().get(0).toJSONObject());
    assertInstanceOf(Verified.class, verifyOwn());
  }

  @ParameterizedTest
  @ValueSource(strings = {"issuer", "cloud_instance_name"})
  void refuseAKeyOfTheApplicationThatSignsElsewhere(String member) {
    Map<String, Object> key = new HashMap<>(own.keys().getKeys().get(0).toJSONObject());
    key.put(
        member,
        member.equals("issuer")
            ? "https://login.microsoftonline.com/" + SampleToken.FABRIKAM.value() + "/v2.0"
            : "microsoftonline.us");
    publishForApplication(key);
    assertRejected(RejectionReason.KEY_OF_OTHERS, verifyOwn());
  }

  @Test
  void areNotLookedAtWhereTheKeysOfTheTenantCannotBeHad() {
    fixture.entra.disturbKeyRequests(
        usual ->
            request ->
                request.query().containsKey("appid")
                    ? usual.answer(request)
                    : CannedAnswer.text(404, "Nothing is here."));
    assertInstanceOf(KeysUnavailable.class, verifyOwn());
    assertEquals(
        List.of(CONTOSO + " " + fixture.failure("HTTP 404 text/plain")),
        List.copyOf(fixture.fetches));
  }

  @Test
  void areNamedWithTheirApplicationWhereTheyCannotBeHad() {
    publishForApplication(Map.of());
    KeysUnavailable unavailable = assertInstanceOf(KeysUnavailable.class, verifyOwn());
    String owner = "application " + SampleDirectory.BROKER_API_CLIENT_ID + " in " + CONTOSO;
    String failure =
        "Signing keys of "
            + owner
            + " cannot be had from "
            + fixture.entra.authority()
            + "/"
            + CONTOSO
            + "/discovery/v2.0/keys?appid="
            + SampleDirectory.BROKER_API_CLIENT_ID
            + ": no usable key in the answer";
    assertEquals(failure, unavailable.diagnosis());
    assertEquals(owner + " " + failure, List.copyOf(fixture.fetches).getLast());
  }

  @Test
  void makeNoFetchesOfTheTenantsKeysOnceTheyAreAtHand() {
    assertInstanceOf(Verified.class, verifyOwn());
    int before = fixture.entra.keyRequests();
    for (int i = 0; i < 5; i++) {
      fixture.pass(Duration.ofMinutes(11));
      assertInstanceOf(Verified.class, verifyOwn());
    }
    assertEquals(before, fixture.entra.keyRequests());
  }

  @Test
  void areFetchedForUnknownKeysAsSeldomAsOthers() {
    assertInstanceOf(Verified.class, verifyTenants());
    assertInstanceOf(Verified.class, verifyOwn());
    int before = fixture.entra.keyRequests();
    fixture.pass(Duration.ofMinutes(20));
    assertInstanceOf(KeyUnknown.class, verifyInvented());
    assertInstanceOf(KeyUnknown.class, verifyInvented());
    assertEquals(before + 2, fixture.entra.keyRequests());
    fixture.pass(Duration.ofSeconds(10));
    assertInstanceOf(KeyUnknown.class, verifyInvented());
    assertEquals(before + 4, fixture.entra.keyRequests());
  }

  @Test
  void sayWhenBothHaveBeenAskedAgain() {
    assertInstanceOf(Verified.class, verifyTenants());
    assertInstanceOf(KeyUnknown.class, fixture.verifyUnknownKey("invented"));
    fixture.pass(Duration.ofSeconds(10));
    // The second fetch of the tenant's keys, and the first one of the application's
    assertEquals(
        Duration.ofSeconds(30), assertInstanceOf(KeyUnknown.class, verifyInvented()).retryAfter());
  }

  @Test
  void takeANewKeyOfTheApplication() {
    SigningKey old = own;
    assertInstanceOf(Verified.class, verifyOwn());
    fixture.entra.keyDocuments().forgetApplications();
    own = ownKey();
    fixture.pass(Duration.ofMinutes(1));
    assertInstanceOf(Verified.class, verifyOwn());
    own = old;
    // A key that is gone counts until the set is fetched whole
    assertInstanceOf(Verified.class, verifyOwn());
    fixture.pass(Duration.ofDays(2));
    assertInstanceOf(KeyUnknown.class, verifyOwn());
  }

  @Test
  void countForListedTenantsAlone() {
    try (KeyFixture any = KeyFixture.start(new AllowedTenants.AnyOrganisation())) {
      String token = any.entra.token(ORDER);
      assertThrows(IllegalStateException.class, () -> any.verifyCaller(token));
    }
  }
}
