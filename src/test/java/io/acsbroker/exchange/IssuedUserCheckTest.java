package io.acsbroker.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.outcome.ExchangeOutcome.Granted;
import io.acsbroker.outcome.ExchangeOutcome.Refused;
import io.acsbroker.outcome.ExchangeSubject;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.subject.VerifiedTokens;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.IssuedToken;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.Subject;
import io.acsbroker.token.TenantId;
import io.acsbroker.token.TokenVersion;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** For whom ACS issued a token of which nobody but ACS has read the Entra token. */
class IssuedUserCheckTest {
  private static final String TENANT = "11111111-1111-4111-8111-111111111111";
  private static final String USER = "22222222-2222-4222-8222-222222222222";
  private static final String RESOURCE = "33333333-3333-4333-8333-333333333333";
  private static final Subject CALLER = new Subject(new TenantId(TENANT), new ObjectId(USER));
  private static final ClientId CLIENT = new ClientId("44444444-4444-4444-8444-444444444444");
  private static final ReceivedToken TOKEN = new ReceivedToken("x");
  private static final VerifiedToken PROOF =
      VerifiedTokens.of(TOKEN, CALLER, TokenVersion.V1, CLIENT, Set.of());
  private static final ExchangeSubject UNREAD = new ExchangeSubject.Unread(TOKEN, PROOF, CLIENT);

  private static IssuedToken issuedTo(String userId) {
    return new IssuedToken("issued", Instant.MAX, userId);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TEAMS")
  void takesTheCallersOwn(ExchangeRoute route) {
    for (String kind : List.of("_", "_wf_")) {
      IssuedToken issued = issuedTo("8:acs:" + RESOURCE + kind + TENANT + "_" + USER);
      assertEquals(new Granted(issued), IssuedUserCheck.outcome(issued, route, UNREAD));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8:acs:" + RESOURCE + "_" + USER + "_" + TENANT,
        "8:acs:" + RESOURCE + "_" + TENANT + "_" + RESOURCE,
        "8:acs:" + RESOURCE + "_" + RESOURCE + "_" + USER,
        "8:acs:" + TENANT + "_" + USER,
        "8:acs:" + RESOURCE + "_" + TENANT + "_" + USER + "0",
        "8:orgid:" + USER
      })
  void takesNobodyElses(String userId) {
    for (ExchangeRoute route : Set.of(ExchangeRoute.ENTRA, ExchangeRoute.TEAMS_PHONE)) {
      Refusal refusal =
          assertInstanceOf(Refused.class, IssuedUserCheck.outcome(issuedTo(userId), route, UNREAD))
              .refusal();
      assertEquals(RefusalCode.SUBJECT_TOKEN_INVALID, refusal.code());
      assertEquals("ISSUED_FOR_ANOTHER_USER", refusal.reason());
    }
  }

  /** ACS compares a Teams user's token with the user that it is told. */
  @ParameterizedTest
  @EnumSource
  void leavesTheRestToWhoeverHasReadTheToken(ExchangeRoute route) {
    IssuedToken issued = issuedTo("8:something:else");
    ExchangeSubject verified = new ExchangeSubject.Direct(PROOF);
    assertEquals(new Granted(issued), IssuedUserCheck.outcome(issued, route, verified));
    assertEquals(new Granted(issued), IssuedUserCheck.outcome(issued, ExchangeRoute.TEAMS, UNREAD));
  }
}
