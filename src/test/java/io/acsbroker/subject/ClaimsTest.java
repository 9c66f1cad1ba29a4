package io.acsbroker.subject;

import static io.acsbroker.subject.RejectionReason.APPLICATION_TOKEN;
import static io.acsbroker.subject.RejectionReason.AUDIENCE_IS_ACS;
import static io.acsbroker.subject.RejectionReason.AUDIENCE_IS_ACS_CLIENTS;
import static io.acsbroker.subject.RejectionReason.AUDIENCE_IS_GRAPH;
import static io.acsbroker.subject.RejectionReason.AUDIENCE_WRONG;
import static io.acsbroker.subject.RejectionReason.CLIENT_MISSING;
import static io.acsbroker.subject.RejectionReason.ISSUER_WRONG;
import static io.acsbroker.subject.RejectionReason.SCOPES_MISSING;
import static io.acsbroker.subject.RejectionReason.USER_MISSING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.subject.Verification.Verified;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.Scope;
import io.acsbroker.token.Subject;
import io.acsbroker.token.TokenProfile;
import io.acsbroker.token.TokenVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The claims of tokens that Entra did sign. */
class ClaimsTest {
  private static void assertRejected(
      RejectionReason reason, String claim, Verification verification) {
    Rejected rejected = assertInstanceOf(Rejected.class, verification);
    assertEquals(reason, rejected.reason());
    assertEquals(claim, rejected.claim());
  }

  @Test
  void tellsWhoseTokenItIs() {
    SampleToken sample = SampleToken.v1();
    String text = sample.signed();
    VerifiedToken token = assertInstanceOf(Verified.class, SampleToken.verify(text)).token();
    ObjectId adele = new ObjectId(SampleDirectory.ADELE.objectId());
    assertEquals(text, token.token().value());
    assertEquals(new Subject(SampleToken.CONTOSO, adele), token.subject());
    assertEquals(new ClientId(SampleDirectory.CLIENT_ID), token.client());
    assertEquals(TokenVersion.V1, token.version());
    assertEquals(
        Set.of(new Scope("Teams.ManageCalls"), new Scope("Teams.ManageChats")), token.scopes());
    assertEquals(SampleToken.NOW.plus(Duration.ofMinutes(75)), token.expiresOn());
    assertEquals("VerifiedToken[redacted, expiresOn=2026-05-04T11:15:00Z]", token.toString());
  }

  @Test
  void readsTheClientOfV2Tokens() {
    VerifiedToken token = assertInstanceOf(Verified.class, SampleToken.v2().verify()).token();
    assertEquals(new ClientId(SampleDirectory.CLIENT_ID), token.client());
    assertEquals(TokenVersion.V2, token.version());
  }

  @Test
  void refusesIssuersOfAnotherVersionTenantOrCloud() {
    String v1 = "https://sts.windows.net/" + SampleToken.CONTOSO.value() + "/";
    String v2 = "https://login.microsoftonline.com/" + SampleToken.CONTOSO.value() + "/v2.0";
    assertRejected(ISSUER_WRONG, "iss", SampleToken.v1().with("iss", v2).verify());
    assertRejected(ISSUER_WRONG, "iss", SampleToken.v2().with("iss", v1).verify());
    assertRejected(ISSUER_WRONG, "iss", SampleToken.v1().with("iss", v1 + "/").verify());
    assertRejected(
        ISSUER_WRONG,
        "iss",
        SampleToken.v1()
            .with("iss", "https://sts.windows.net/" + SampleToken.FABRIKAM.value() + "/")
            .verify());
    assertRejected(
        ISSUER_WRONG, "iss", SampleToken.v2().with("iss", v2.replace(".com/", ".us/")).verify());
    assertRejected(ISSUER_WRONG, "iss", SampleToken.v1().without("iss").verify());
    assertRejected(ISSUER_WRONG, "iss", SampleToken.v1().with("iss", List.of(v1)).verify());
    Rejected rejected =
        assertInstanceOf(Rejected.class, SampleToken.v1().with("iss", "x").verify());
    assertEquals(v1, rejected.expected());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://auth.msft.communication.azure.com",
        "https://auth.msft.communication.azure.com/",
        "1fd5118e-2576-4263-8130-9503064c837a"
      })
  void acceptsTheThreeAudiencesThatV1TokensForAcsHave(String audience) {
    assertInstanceOf(Verified.class, SampleToken.v1().with("aud", audience).verify());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://auth.msft.communication.azure.com//",
        "https://AUTH.msft.communication.azure.com",
        "http://auth.msft.communication.azure.com",
        "https://auth.msft.communication.azure.com.attacker.example",
        "1FD5118E-2576-4263-8130-9503064C837A",
        "api://1fd5118e-2576-4263-8130-9503064c837a",
        "7f5d1927-25eb-4dd2-af04-34d4735b6c38",
        ""
      })
  void refusesOtherAudiences(String audience) {
    assertRejected(AUDIENCE_WRONG, "aud", SampleToken.v1().with("aud", audience).verify());
  }

  @Test
  void refusesTheUriAsAudienceOfV2Tokens() {
    Verification verification =
        SampleToken.v2().with("aud", "https://auth.msft.communication.azure.com").verify();
    assertRejected(AUDIENCE_WRONG, "aud", verification);
    assertEquals(
        "1fd5118e-2576-4263-8130-9503064c837a",
        assertInstanceOf(Rejected.class, verification).expected());
  }

  @Test
  void refusesAudiencesThatAreNoString() {
    String good = "1fd5118e-2576-4263-8130-9503064c837a";
    assertRejected(AUDIENCE_WRONG, "aud", SampleToken.v1().with("aud", List.of(good)).verify());
    assertRejected(AUDIENCE_WRONG, "aud", SampleToken.v1().without("aud").verify());
    assertRejected(AUDIENCE_WRONG, "aud", SampleToken.v1().withNull("aud").verify());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://graph.microsoft.com",
        "https://graph.microsoft.com/",
        "00000003-0000-0000-c000-000000000000"
      })
  void recognizesTokensForGraph(String audience) {
    assertRejected(AUDIENCE_IS_GRAPH, "aud", SampleToken.v1().with("aud", audience).verify());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://communication.azure.com/clients",
        "https://communication.azure.com/clients/",
        "2a04943b-b6a7-4f65-8786-2bb6131b59f6"
      })
  void recognizesTokensForTheExchangeOfEntraUsers(String audience) {
    assertRejected(AUDIENCE_IS_ACS_CLIENTS, "aud", SampleToken.v1().with("aud", audience).verify());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://communication.azure.com",
        "https://communication.azure.com/",
        "https://communication.azure.us"
      })
  void recognizesTokensForManagingAResource(String audience) {
    assertRejected(
        RejectionReason.AUDIENCE_IS_ACS_MANAGEMENT,
        "aud",
        SampleToken.v1().with("aud", audience).verify());
  }

  @Test
  void readsTheClientFromTheClaimOfItsVersionAlone() {
    String client = SampleDirectory.CLIENT_ID;
    assertRejected(CLIENT_MISSING, "appid", SampleToken.v1().without("appid").verify());
    assertRejected(CLIENT_MISSING, "appid", SampleToken.v1().with("azp", client).verify());
    assertRejected(CLIENT_MISSING, "appid", SampleToken.v1().with("appid", "my-app").verify());
    assertRejected(CLIENT_MISSING, "azp", SampleToken.v2().without("azp").verify());
    assertRejected(CLIENT_MISSING, "azp", SampleToken.v2().with("appid", client).verify());
    assertRejected(CLIENT_MISSING, "azp", SampleToken.v2().withNull("azp").verify());
  }

  @Test
  void refusesTokensWithoutAUser() {
    assertRejected(USER_MISSING, "oid", SampleToken.v1().without("oid").verify());
    assertRejected(USER_MISSING, "oid", SampleToken.v1().withNull("oid").verify());
    assertRejected(USER_MISSING, "oid", SampleToken.v1().with("oid", "adele").verify());
    assertRejected(USER_MISSING, "oid", SampleToken.v1().with("oid", 7).verify());
  }

  @Test
  void recognizesTokensForAcsWhereTheyAreNotWanted() {
    TokenProfile callers = TokenProfile.ofAudiences(Set.of("api://mine"));
    ReceivedToken token = new ReceivedToken(SampleToken.ENTRA.token(SampleToken.V1));
    Verification verification =
        SampleToken.verifier(Duration.ofSeconds(60)).verify(token, callers, SampleToken.soon());
    assertRejected(AUDIENCE_IS_ACS, "aud", verification);
  }

  @Test
  void refusesTokensOfApplications() {
    SampleToken roles = SampleToken.v1().without("scp").with("roles", List.of("Teams.Manage"));
    assertRejected(APPLICATION_TOKEN, "scp", roles.verify());
    assertRejected(APPLICATION_TOKEN, "scp", SampleToken.v1().with("idtyp", "app").verify());
    String itself = SampleDirectory.ADELE.objectId();
    SampleToken bare = SampleToken.v1().without("scp").with("sub", itself).with("oid", itself);
    assertRejected(APPLICATION_TOKEN, "scp", bare.verify());
    assertRejected(APPLICATION_TOKEN, "scp", SampleToken.v1().withNull("idtyp").verify());
    assertInstanceOf(Verified.class, SampleToken.v1().with("idtyp", "user").verify());
    assertInstanceOf(Verified.class, SampleToken.v1().with("roles", List.of("x")).verify());
  }

  @Test
  void refusesTokensWithoutScopes() {
    assertRejected(SCOPES_MISSING, "scp", SampleToken.v1().without("scp").verify());
    assertRejected(SCOPES_MISSING, "scp", SampleToken.v1().with("scp", "").verify());
    assertRejected(SCOPES_MISSING, "scp", SampleToken.v1().with("scp", "a  b").verify());
    assertRejected(
        SCOPES_MISSING, "scp", SampleToken.v1().with("scp", List.of("Teams.ManageCalls")).verify());
  }

  private static Optional<String> tokenId(SampleToken token) {
    return assertInstanceOf(Verified.class, token.verify()).token().tokenId();
  }

  @Test
  void tellsTheIdOfTheTokenWhereItIsFitForALog() {
    String longest = "x".repeat(64);
    assertEquals(Optional.of("aZ09-_"), tokenId(SampleToken.v1().with("uti", "aZ09-_")));
    assertEquals(Optional.of(longest), tokenId(SampleToken.v2().with("uti", longest)));
    for (Object odd : List.of(longest + "x", "", "a b", "a\nb", "é", 1, List.of("x"))) {
      assertEquals(Optional.empty(), tokenId(SampleToken.v1().with("uti", odd)));
    }
    assertEquals(Optional.empty(), tokenId(SampleToken.v1().without("uti")));
  }
}
