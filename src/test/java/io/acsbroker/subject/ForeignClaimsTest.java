package io.acsbroker.subject;

import static io.acsbroker.subject.RejectionReason.APPLICATION_TOKEN;
import static io.acsbroker.subject.RejectionReason.AUDIENCE_WRONG;
import static io.acsbroker.subject.RejectionReason.BOUND_TO_KEY;
import static io.acsbroker.subject.RejectionReason.CLAIM_WRONG;
import static io.acsbroker.subject.RejectionReason.CLIENT_MISSING;
import static io.acsbroker.subject.RejectionReason.ISSUER_WRONG;
import static io.acsbroker.subject.RejectionReason.NOT_AN_ACCESS_TOKEN;
import static io.acsbroker.subject.RejectionReason.USER_MISSING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.token.ForeignPerson;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The claims of tokens that another issuer than Entra did sign. */
class ForeignClaimsTest {
  private static final Subject BOUND =
      new Subject(SampleToken.CONTOSO, new ObjectId(SampleIssuer.OBJECT_ID));

  private static ForeignCaller caller(ForeignToken token) {
    return assertInstanceOf(ForeignVerification.Proven.class, token.verify()).caller();
  }

  /** It names the claim as the settings write it, and nobody. */
  private static Rejected assertRejected(RejectionReason reason, String claim, ForeignToken token) {
    Rejected rejected = assertInstanceOf(Rejected.class, token.verify());
    assertEquals(reason, rejected.reason());
    assertEquals(claim, rejected.claim());
    for (String person : List.of(SampleIssuer.USER, SampleIssuer.OBJECT_ID)) {
      assertFalse(rejected.toString().contains(person), "names somebody");
    }
    return rejected;
  }

  @ParameterizedTest
  @EnumSource(SampleIssuer.class)
  void tellsWhoCallsByHashesAlone(SampleIssuer issuer) {
    ForeignCaller caller = caller(issuer.token());
    assertEquals(ForeignPerson.of(issuer.issuer(), SampleIssuer.USER), caller.person());
    assertEquals(issuer.settings(), caller.issuer());
    assertEquals(
        "ForeignCaller[redacted, issuer=" + issuer.settings().name() + "]", caller.toString());
  }

  @Test
  void tellsClientScopesRolesAndGroupsFromWhereTheyStand() {
    ForeignCaller plain = caller(SampleIssuer.PLAIN.token().with("groups", "callers"));
    assertEquals(Optional.of("spa"), plain.clientName());
    assertEquals(Set.of("call", "chat"), plain.scopes());
    assertEquals(Set.of("callers"), plain.groups());
    assertEquals(Set.of(), plain.roles());
    assertEquals(Optional.empty(), plain.boundTo());
    ForeignCaller curved = caller(SampleIssuer.CURVED.token());
    assertEquals(Set.of("call"), curved.scopes());
    assertEquals(Optional.of(BOUND), curved.boundTo());
    ForeignCaller nested = caller(SampleIssuer.NESTED.token());
    assertEquals(Optional.empty(), nested.clientName());
    assertEquals(Set.of("caller", "other"), nested.roles());
    assertEquals(Optional.of(BOUND), nested.boundTo());
  }

  @Test
  void takesScopesInTheFormOfTheSettingsAlone() {
    for (Object odd : List.of(List.of("call"), 1, "", "call  chat", " call", Map.of("call", 1))) {
      assertEquals(Set.of(), caller(SampleIssuer.PLAIN.token().with("scope", odd)).scopes());
    }
    for (Object odd : List.of("call", 1, List.of("call", 1), Map.of("call", 1))) {
      assertEquals(Set.of(), caller(SampleIssuer.CURVED.token().with("scp", odd)).scopes());
    }
    assertEquals(Set.of(), caller(SampleIssuer.PLAIN.token().without("scope")).scopes());
  }

  @Test
  void findsNoRolesOnAWayThatIsNoObject() {
    for (Object way : List.of(List.of("roles"), List.of(Map.of("roles", "x")), "roles", 1, false)) {
      ForeignToken token = SampleIssuer.NESTED.token().with("realm_access", way);
      assertEquals(Set.of(), caller(token).roles());
    }
    assertEquals(Set.of(), caller(SampleIssuer.NESTED.token().with("realm_access", null)).roles());
    ForeignToken flat = SampleIssuer.NESTED.token().with("realm_access/roles", List.of("caller"));
    assertEquals(Set.of(), caller(flat.without("realm_access")).roles());
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://plain.example", "https://PLAIN.example/", "https://x.example/"})
  void comparesTheIssuerAgainOnceTheSignatureHasHeld(String other) {
    Rejected rejected =
        assertRejected(ISSUER_WRONG, "iss", SampleIssuer.PLAIN.token().with("iss", other));
    assertEquals("https://plain.example/", rejected.expected());
    assertEquals(Optional.of(other), rejected.finding().told());
  }

  @Test
  void choosesTheIssuerByItsExactTextAlone() {
    String good = SampleIssuer.PLAIN.token().signed();
    assertEquals(Optional.of(SampleIssuer.PLAIN.settings()), SampleIssuer.issuerOf(good));
    for (Object other :
        List.of(
            "https://plain.example",
            "https://plain.example//",
            "https://Plain.example/",
            "https://plain.example/?x",
            "",
            7,
            List.of("https://plain.example/"))) {
      ForeignToken token = SampleIssuer.PLAIN.token().with("iss", other);
      assertEquals(Optional.empty(), SampleIssuer.issuerOf(token.signed()));
    }
    assertEquals(Optional.empty(), SampleIssuer.issuerOf("no token"));
  }

  @ParameterizedTest
  @EnumSource(SampleIssuer.class)
  void takesAnArrayOfUpToEightAudiencesWithOursInIt(SampleIssuer issuer) {
    List<String> others = Collections.nCopies(7, "https://other.example");
    List<String> eight = new ArrayList<>(others);
    eight.add("https://calls.example");
    caller(issuer.token().with("aud", eight));
    caller(issuer.token().with("aud", List.of("https://calls.example")));
    List<String> nine = new ArrayList<>(eight);
    nine.add("https://other.example");
    assertRejected(AUDIENCE_WRONG, "aud", issuer.token().with("aud", nine));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://calls.example/",
        "https://CALLS.example",
        "https://calls.example https://other.example",
        "spa",
        ""
      })
  void refusesOtherAudiences(String audience) {
    for (SampleIssuer issuer : SampleIssuer.values()) {
      assertRejected(AUDIENCE_WRONG, "aud", issuer.token().with("aud", audience));
      assertRejected(AUDIENCE_WRONG, "aud", issuer.token().with("aud", List.of(audience)));
    }
  }

  @Test
  void refusesAudiencesThatAreNotTextsAlone() {
    String good = "https://calls.example";
    for (Object odd : List.of(List.of(good, 1), List.of(List.of(good)), Map.of(good, 1), 1)) {
      assertRejected(AUDIENCE_WRONG, "aud", SampleIssuer.PLAIN.token().with("aud", odd));
    }
  }

  @ParameterizedTest
  @CsvSource({"PLAIN, sub", "CURVED, uid", "NESTED, /ext/person"})
  void takesSubjectsOfUpTo255Characters(SampleIssuer issuer, String claim) {
    caller(issuer.token().with(claim, "x".repeat(255)));
    assertRejected(USER_MISSING, claim, issuer.token().with(claim, "x".repeat(256)));
    assertRejected(USER_MISSING, claim, issuer.token().with(claim, "x".repeat(10_240)));
  }

  @ParameterizedTest
  @EnumSource(SampleIssuer.class)
  void refusesWhatOnlyIdTokensAndLogoutTokensSay(SampleIssuer issuer) {
    for (String claim : List.of("nonce", "at_hash", "c_hash", "events")) {
      assertRejected(NOT_AN_ACCESS_TOKEN, claim, issuer.token().with(claim, "x"));
      assertRejected(NOT_AN_ACCESS_TOKEN, claim, issuer.token().with(claim, null));
      assertRejected(NOT_AN_ACCESS_TOKEN, claim, issuer.token().with(claim, Map.of()));
    }
    for (Object use : List.of("id", "Access", "", 1, List.of("access"))) {
      assertRejected(NOT_AN_ACCESS_TOKEN, "token_use", issuer.token().with("token_use", use));
    }
    for (Object typ : List.of("ID", "Refresh", "Offline", "Logout", "bearer", "DPoP", 1)) {
      assertRejected(NOT_AN_ACCESS_TOKEN, "typ", issuer.token().with("typ", typ));
    }
    caller(issuer.token().with("token_use", "access").with("typ", "Bearer"));
  }

  @ParameterizedTest
  @EnumSource(SampleIssuer.class)
  void saysOfAnIdTokenThatItIsOneThoughItIsForItsClient(SampleIssuer issuer) {
    ForeignToken token = issuer.token().with("aud", "spa").with("nonce", "x");
    assertRejected(NOT_AN_ACCESS_TOKEN, "nonce", token);
  }

  @ParameterizedTest
  @EnumSource(SampleIssuer.class)
  void refusesABindingToAKeyWhateverItsValue(SampleIssuer issuer) {
    for (Object value : List.of(Map.of("jkt", "x"), Map.of(), "", false)) {
      assertRejected(BOUND_TO_KEY, "cnf", issuer.token().with("cnf", value));
    }
    assertRejected(BOUND_TO_KEY, "cnf", issuer.token().with("cnf", null));
  }

  @Test
  void refusesAMachineWhoseSubjectIsItsClient() {
    assertRejected(APPLICATION_TOKEN, "sub", SampleIssuer.PLAIN.token().with("sub", "spa"));
    assertRejected(APPLICATION_TOKEN, "uid", SampleIssuer.CURVED.token().with("uid", "spa"));
    assertRejected(APPLICATION_TOKEN, "sub", SampleIssuer.CURVED.token().with("sub", "spa"));
    caller(SampleIssuer.PLAIN.token().with("sub", "SPA"));
  }

  @Test
  void refusesAMachineWhoseSubjectIsItsClientThoughTheSettingsNameNoClient() {
    for (String client : List.of("client_id", "azp")) {
      ForeignToken machine = SampleIssuer.NESTED.token().with(client, "job");
      assertRejected(APPLICATION_TOKEN, "sub", machine.with("sub", "job"));
      assertRejected(APPLICATION_TOKEN, "/ext/person", machine.with("/ext/person", "job"));
    }
    caller(SampleIssuer.NESTED.token().with("client_id", "spa"));
  }

  @Test
  void refusesWhatTheSettingsSayIsAMachines() {
    String claim = "/ext/gty";
    ForeignToken one = SampleIssuer.NESTED.token().with(claim, "client-credentials");
    assertRejected(APPLICATION_TOKEN, claim, one);
    ForeignToken among =
        SampleIssuer.NESTED.token().with(claim, List.of("password", "client-credentials"));
    assertRejected(APPLICATION_TOKEN, claim, among);
    caller(SampleIssuer.NESTED.token().with(claim, "password"));
    caller(SampleIssuer.PLAIN.token().with("gty", "client-credentials"));
  }

  @Test
  void comparesTypeAndValueOfRequiredClaims() {
    assertEquals("true", wrong("/ext/verified", "true").expected());
    assertEquals("2", wrong("/ext/level", "2").expected());
    assertEquals("\"access\"", wrong("/ext/use", "Access").expected());
    assertEquals("true", wrong("/ext/verified", false).expected());
    wrong("/ext/level", 2.0);
    wrong("/ext/level", 3L);
    wrong("/ext/use", List.of("access"));
  }

  private static Rejected wrong(String claim, Object value) {
    return assertRejected(CLAIM_WRONG, claim, SampleIssuer.NESTED.token().with(claim, value));
  }

  @ParameterizedTest
  @CsvSource({
    "CURVED, https://app.example/tenant",
    "CURVED, https://app.example/user",
    "NESTED, /ext/tid",
    "NESTED, /ext/a~1b/~0oid"
  })
  void bindsToAUserByIdsAsEntraWritesThemAlone(SampleIssuer issuer, String claim) {
    for (Object odd :
        List.of(
            "14C09AA5-2042-4050-A572-72508653509D",
            "{14c09aa5-2042-4050-a572-72508653509d}",
            "14c09aa520424050a57272508653509d",
            " 14c09aa5-2042-4050-a572-72508653509d",
            "me",
            7)) {
      assertRejected(CLAIM_WRONG, claim, issuer.token().with(claim, odd));
    }
  }

  @Test
  void takesNoClaimOfEntrasForTheUser() {
    ForeignToken token =
        SampleIssuer.PLAIN
            .token()
            .with("tid", SampleToken.CONTOSO.value())
            .with("oid", SampleIssuer.OBJECT_ID)
            .with("ver", "2.0");
    assertEquals(Optional.empty(), caller(token).boundTo());
    ForeignToken other = SampleIssuer.PLAIN.token().without("azp").with("appid", "spa");
    assertRejected(CLIENT_MISSING, "azp", other);
  }

  @Test
  void tellsTheIdOfTheTokenWhereItIsFitForALog() {
    for (String fit : List.of("AT.0mP4_-", "trrtcc:14c09aa5", "x".repeat(100))) {
      assertEquals(Optional.of(fit), caller(SampleIssuer.PLAIN.token().with("jti", fit)).tokenId());
    }
    for (Object odd : List.of("x".repeat(101), "", "a b", "a\nb", "é", 1)) {
      assertEquals(Optional.empty(), caller(SampleIssuer.PLAIN.token().with("jti", odd)).tokenId());
    }
  }
}
