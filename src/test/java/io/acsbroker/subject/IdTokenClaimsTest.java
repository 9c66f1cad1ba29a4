package io.acsbroker.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.subject.Verification.Rejected;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What makes a token for an application's own id an id token.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference">ID
 *     token claims</a>
 */
class IdTokenClaimsTest {
  private static final String CLIENT = SampleDirectory.CLIENT_ID;
  private static final TokenOrder ID_TOKEN = SampleToken.V2;

  /** An access token for the application itself, as an application can have of itself alone. */
  private static final TokenOrder FOR_ITSELF = SampleToken.V2.withAudience(CLIENT);

  private static Map<String, Object> idClaims() {
    return SampleToken.ENTRA.idClaims(ID_TOKEN);
  }

  private static void assertRejected(RejectionReason reason, Map<String, Object> claims) {
    Verification verification = SampleToken.verify(SampleToken.ENTRA.sign(claims));
    assertEquals(reason, assertInstanceOf(Rejected.class, verification).reason());
  }

  private static void assertRejected(
      RejectionReason reason, Map<String, Object> claims, String claim, Object value) {
    claims.put(claim, value);
    assertRejected(reason, claims);
  }

  @Test
  void isNoScopeNoClientAndThatAudience() {
    assertRejected(RejectionReason.ID_TOKEN, idClaims());
    assertRejected(
        RejectionReason.ID_TOKEN, SampleToken.ENTRA.idClaims(SampleToken.V1.withVersion("1.0")));
  }

  @Test
  void mayNameTheClientThatTheAudienceIs() {
    assertRejected(RejectionReason.ID_TOKEN, idClaims(), "azp", CLIENT);
  }

  @Test
  void isNoAudienceThatIsNoId() {
    assertRejected(RejectionReason.AUDIENCE_WRONG, idClaims(), "aud", "api://" + CLIENT);
  }

  @Test
  void isNoScopeNotEvenAnEmptyOne() {
    assertRejected(RejectionReason.AUDIENCE_WRONG, idClaims(), "scp", "access_as_user");
    assertRejected(RejectionReason.AUDIENCE_WRONG, idClaims(), "scp", "");
  }

  @Test
  void isNotOfAnotherClientNorWithAClientOfTheOtherVersion() {
    assertRejected(
        RejectionReason.AUDIENCE_WRONG,
        SampleToken.ENTRA.claims(
            FOR_ITSELF.withClientId("12345678-1234-4234-8234-123456789012").withScopes()));
    assertRejected(RejectionReason.AUDIENCE_WRONG, idClaims(), "appid", CLIENT);
  }

  @Test
  void isNotOfTheApplicationItself() {
    Map<String, Object> claims = SampleToken.ENTRA.claims(FOR_ITSELF.withScopes());
    assertRejected(RejectionReason.AUDIENCE_WRONG, claims, "idtyp", "app");
    Map<String, Object> itself = SampleToken.ENTRA.claims(FOR_ITSELF.withScopes());
    assertRejected(RejectionReason.AUDIENCE_WRONG, itself, "sub", SampleDirectory.ADELE.objectId());
  }
}
