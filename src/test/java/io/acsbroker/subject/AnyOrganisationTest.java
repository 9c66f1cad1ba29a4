package io.acsbroker.subject;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.subject.Verification.Verified;
import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.AllowedTenants.AnyOrganisation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code ENTRA_TENANT_IDS=*}, and what an invented tenant costs under it and under a list. */
class AnyOrganisationTest {
  private KeyFixture fixture;

  @BeforeEach
  void start() {
    fixture = KeyFixture.start(new AnyOrganisation());
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private static void assertRejected(RejectionReason reason, Verification verification) {
    assertEquals(reason, assertInstanceOf(Rejected.class, verification).reason());
  }

  /**
   * A token of a tenant that says it is another, with the key of the emulator but not its
   * signature.
   */
  private static String ofTenant(KeyFixture fixture, String tenant) {
    TokenOrder order = TokenOrder.forUser(SampleDirectory.ADELE);
    Map<String, Object> claims = fixture.entra.claims(order);
    claims.put("tid", tenant);
    claims.put("iss", "https://sts.windows.net/" + tenant + "/");
    return TokenText.base64Url(
            JSONObjectUtils.toJSONString(fixture.entra.header(order)).getBytes(UTF_8))
        + "."
        + TokenText.base64Url(JSONObjectUtils.toJSONString(claims).getBytes(UTF_8))
        + ".YQ";
  }

  private void publish(String issuer) {
    Map<String, Object> key =
        fixture.entra.keys().getKeys().getFirst().toPublicJWK().toJSONObject();
    key.put("use", "sig");
    if (!issuer.isEmpty()) {
      key.put("issuer", issuer);
    }
    fixture.entra.answerKeyRequests(CannedAnswer.json(200, Map.of("keys", List.of(key))));
  }

  @Test
  void servesEveryOrganisationAndBothVersionsWithOneSetOfKeys() {
    for (String version : List.of("1.0", "2.0")) {
      for (SampleUser user : List.of(SampleDirectory.ADELE, SampleDirectory.LIDIA)) {
        TokenOrder order = TokenOrder.forUser(user).withVersion(version);
        assertInstanceOf(Verified.class, fixture.verify(order));
      }
    }
    assertEquals(1, fixture.entra.keyRequests());
  }

  @Test
  void refusesPersonalAccountsBeforeAnyKeyIsAskedFor() {
    assertRejected(
        RejectionReason.PERSONAL_ACCOUNT,
        fixture.verify(ofTenant(fixture, AllowedTenants.CONSUMERS.value())));
    assertEquals(0, fixture.entra.keyRequests());
  }

  @Test
  void spendsNothingOnTenThousandInventedTenants() {
    int before = fixture.kept();
    fixture.verify();
    int after = fixture.kept();
    assertTrue(after > before, "the set of keys is not among what is counted");
    for (int i = 0; i < 10_000; i++) {
      assertRejected(
          RejectionReason.SIGNATURE_INVALID,
          fixture.verify(ofTenant(fixture, new UUID(0, i).toString())));
    }
    assertEquals(1, fixture.entra.keyRequests());
    assertEquals(after, fixture.kept());
    assertInstanceOf(Verified.class, fixture.verify());
  }

  @Test
  void spendsNothingOnThemUnderAListEither() {
    try (KeyFixture listed = KeyFixture.start()) {
      int before = listed.kept();
      for (int i = 0; i < 10_000; i++) {
        assertRejected(
            RejectionReason.TENANT_NOT_ALLOWED,
            listed.verify(ofTenant(listed, new UUID(0, i).toString())));
      }
      assertEquals(0, listed.entra.keyRequests());
      assertEquals(before, listed.kept());
      assertInstanceOf(Verified.class, listed.verify());
    }
  }

  @Test
  void acceptsAKeyOfTheTokensOwnTenant() {
    publish("https://login.microsoftonline.com/" + SampleToken.CONTOSO.value() + "/v2.0");
    assertInstanceOf(Verified.class, fixture.verify());
  }

  @Test
  void acceptsNoKeyOfAnotherTenantOrOfNobody() {
    for (String issuer :
        List.of(
            "",
            "https://login.microsoftonline.com/" + SampleToken.FABRIKAM.value() + "/v2.0",
            "https://login.microsoftonline.com/" + AllowedTenants.CONSUMERS.value() + "/v2.0",
            "https://login.microsoftonline.us/{tenantid}/v2.0",
            "https://sts.windows.net/{tenantid}/")) {
      publish(issuer);
      fixture.pass(Duration.ofDays(3));
      assertRejected(RejectionReason.KEY_OF_OTHERS, fixture.verify());
    }
  }
}
