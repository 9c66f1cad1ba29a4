package io.acsbroker.local.entra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tokens for the broker's own API say. */
class CallerTokenClaimsTest {
  private static final TokenOrder ADELE = TokenOrder.forCaller(SampleDirectory.ADELE);

  private EntraEmulator entra;

  @BeforeEach
  void start() throws Exception {
    entra = EntraEmulator.start(0, InstantSource.system());
  }

  @AfterEach
  void stop() {
    entra.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "2.0"})
  void haveRolesAndGroupsOfTheUser(String version) {
    Map<String, Object> claims = entra.claims(ADELE.withVersion(version));

    assertEquals(List.of(SampleDirectory.CALLS_ROLE), claims.get("roles"));
    assertEquals(List.of(SampleDirectory.CONTOSO_SALES), claims.get("groups"));
    assertEquals(0, claims.get("acct"));
    assertFalse(claims.containsKey("idp"));
  }

  @Test
  void haveNeitherForAUserWithoutThem() {
    Map<String, Object> claims = entra.claims(TokenOrder.forCaller(SampleDirectory.ALEX));

    assertFalse(claims.containsKey("roles"));
    assertFalse(claims.containsKey("groups"));
  }

  @Test
  void haveOtherRolesAndGroupsOnOrder() {
    Map<String, Object> claims = entra.claims(ADELE.withRoles("One", "Two").withGroups("g"));

    assertEquals(List.of("One", "Two"), claims.get("roles"));
    assertEquals(List.of("g"), claims.get("groups"));
    assertEquals(
        List.of(SampleDirectory.FABRIKAM_SUPPORT),
        entra.claims(ADELE.withUser(SampleDirectory.LIDIA)).get("groups"));
  }

  @Test
  void sayWhereGroupsAreThatAreTooMany() {
    Map<String, Object> claims = entra.claims(TokenOrder.forCaller(SampleDirectory.DIEGO));

    assertFalse(claims.containsKey("groups"));
    assertEquals(Map.of("groups", "src1"), claims.get("_claim_names"));
    assertEquals(
        Map.of(
            "src1",
            Map.of(
                "endpoint",
                "https://graph.windows.net/%s/users/%s/getMemberObjects"
                    .formatted(
                        SampleDirectory.CONTOSO.tenantId(), SampleDirectory.DIEGO.objectId()))),
        claims.get("_claim_sources"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "2.0"})
  void tellAGuestAndTheirHome(String version) {
    Map<String, Object> claims =
        entra.claims(TokenOrder.forCaller(SampleDirectory.LIDIA_AS_GUEST).withVersion(version));

    assertEquals(1, claims.get("acct"));
    assertEquals(
        "https://sts.windows.net/" + SampleDirectory.FABRIKAM.tenantId() + "/", claims.get("idp"));
    assertEquals(SampleDirectory.CONTOSO.tenantId(), claims.get("tid"));
    assertNotEquals(SampleDirectory.LIDIA.objectId(), claims.get("oid"));
  }

  @Test
  void differFromTokensForAcsWhichKnowNeitherRolesNorGroups() {
    Map<String, Object> claims = entra.claims(TokenOrder.forUser(SampleDirectory.ADELE));

    assertFalse(claims.containsKey("roles"));
    assertFalse(claims.containsKey("groups"));
    assertFalse(claims.containsKey("acct"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "2.0"})
  void speakOfNobodyWhereAnApplicationCallsForItself(String version) {
    JWTClaimsSet claims =
        entra.verified(entra.applicationToken(ADELE.withVersion(version))).orElseThrow();

    assertEquals("app", claims.getClaim("idtyp"));
    assertEquals(SampleDirectory.CALLER_OBJECT_ID, claims.getClaim("oid"));
    assertEquals(SampleDirectory.CALLER_OBJECT_ID, claims.getSubject());
    assertEquals(List.of(SampleDirectory.CALLS_ROLE), claims.getClaim("roles"));
    assertFalse(claims.getClaims().containsKey("scp"));
    assertFalse(claims.getClaims().containsKey("name"));
  }

  @Test
  void haveTheirClaimsInAlphabeticOrder() {
    List<String> names = new ArrayList<>(entra.claims(ADELE).keySet());

    assertEquals(List.of("aud", "iss", "iat", "nbf", "exp"), names.subList(0, 5));
    List<String> rest = names.subList(5, names.size());
    assertEquals(rest.stream().sorted().toList(), rest);
    assertTrue(rest.contains("roles"));
  }
}
