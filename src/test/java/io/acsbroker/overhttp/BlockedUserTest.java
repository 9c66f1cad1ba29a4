package io.acsbroker.overhttp;

import static io.acsbroker.overhttp.CallerFixture.assertGranted;
import static io.acsbroker.overhttp.CallerFixture.bodyless;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.inBody;
import static io.acsbroker.overhttp.CallerFixture.refused;
import static io.acsbroker.overhttp.CallerFixture.subjectToken;

import io.acsbroker.local.entra.EntraRefusal;
import io.acsbroker.local.entra.InventedUsers;
import io.acsbroker.local.entra.OnBehalfOf;
import io.acsbroker.local.entra.SampleUser;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * For how long a user who is blocked at Entra is given tokens, in each of the three ways. Tokens
 * that the user has by then are good until they expire; on behalf of the user the broker has to get
 * new ones, and Entra gives none.
 */
class BlockedUserTest {
  private static final Duration MEMORY = Duration.ofMinutes(15);
  private static final Duration MOMENT = Duration.ofSeconds(10);

  /** Entra's token of the local cloud: its lifetime, and the clock skew that is allowed. */
  private static final Duration LIFETIME = Duration.ofMinutes(76);

  private static final String CLAIMS =
      "{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"1700000000\"}}}";
  private static final OnBehalfOf ENTRA = RunningBroker.CLOUD.entra().onBehalfOf();

  private final SampleUser blocked = InventedUsers.number(200_000);
  private final SampleUser innocent = InventedUsers.number(200_002);
  private final MovedClock clock = new MovedClock();

  @AfterEach
  void everythingIsAsItWas() {
    ENTRA.forgetAnswersToUsers();
    RunningBroker.CLOUD.acs().withdrawChallenges();
  }

  private static Map<String, String> remembering(Map<String, String> settings, int minutes) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("BROKER_TOKEN_CACHE_MINUTES", Integer.toString(minutes));
    return all;
  }

  private RunningBroker onBehalfOf(int minutes) {
    return CallerFixture.start(remembering(CallerFixture.onBehalfOf(), minutes), clock);
  }

  private RunningBroker withCallers(int minutes) {
    return CallerFixture.start(remembering(Map.of(), minutes), clock);
  }

  private RunningBroker direct(int minutes) {
    return RunningBroker.start(settings -> remembering(settings, minutes), clock);
  }

  private static HttpRequest.Builder carrying(RunningBroker broker, String subjectToken) {
    return broker.anonymous().header("Authorization", "Bearer " + subjectToken);
  }

  @Test
  void isGivenTokensOnBehalfForAsLongAsTheBrokerRemembers() {
    try (RunningBroker broker = onBehalfOf(15)) {
      HttpRequest.Builder request = bodyless(broker, callerToken(blocked));
      assertGranted(blocked, request);
      ENTRA.refuse(blocked, EntraRefusal.USER_DISABLED);
      clock.pass(MEMORY.minus(MOMENT));
      assertGranted(blocked, request);
      clock.pass(MOMENT);
      refused(403, "user_blocked", request);
      assertGranted(innocent, bodyless(broker, callerToken(innocent)));
    }
  }

  @Test
  void isGivenNoTokenOnBehalfWhereTheBrokerRemembersNothing() {
    try (RunningBroker broker = onBehalfOf(0)) {
      HttpRequest.Builder request = bodyless(broker, callerToken(blocked));
      assertGranted(blocked, request);
      ENTRA.refuse(blocked, EntraRefusal.USER_DISABLED);
      refused(403, "user_blocked", request);
      assertGranted(innocent, bodyless(broker, callerToken(innocent)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {15, 0})
  void isGivenTokensForTheTokenThatTheUserHasUntilItExpires(int minutes) {
    String token = subjectToken(blocked);
    String caller = callerToken(blocked);
    try (RunningBroker alone = direct(minutes);
        RunningBroker beside = withCallers(minutes)) {
      clock.pass(Duration.ofMinutes(74));
      assertGranted(blocked, carrying(alone, token));
      assertGranted(blocked, inBody(beside, caller, token));
      clock.pass(LIFETIME.minusMinutes(74).plus(MOMENT));
      refused(401, "token_expired", carrying(alone, token));
      refused(401, "token_expired", inBody(beside, caller, token));
    }
  }

  @Test
  void isGivenTokensFromMemoryAloneOnceAcsHasHeardOfIt() {
    String token = subjectToken(blocked);
    String caller = callerToken(blocked);
    try (RunningBroker alone = direct(15);
        RunningBroker beside = withCallers(15)) {
      assertGranted(blocked, carrying(alone, token));
      assertGranted(blocked, inBody(beside, caller, token));
      RunningBroker.CLOUD.acs().challenge(blocked, CLAIMS);
      clock.pass(MEMORY.minus(MOMENT));
      assertGranted(blocked, carrying(alone, token));
      assertGranted(blocked, inBody(beside, caller, token));
      clock.pass(MOMENT);
      refused(401, "claims_challenge", carrying(alone, token));
      refused(401, "claims_challenge", inBody(beside, caller, token));
    }
  }

  @Test
  void isGivenNoTokenOnceAcsHasHeardOfItWhereTheBrokerRemembersNothing() {
    String token = subjectToken(blocked);
    String caller = callerToken(blocked);
    try (RunningBroker alone = direct(0);
        RunningBroker beside = withCallers(0)) {
      assertGranted(blocked, carrying(alone, token));
      assertGranted(blocked, inBody(beside, caller, token));
      RunningBroker.CLOUD.acs().challenge(blocked, CLAIMS);
      refused(401, "claims_challenge", carrying(alone, token));
      refused(401, "claims_challenge", inBody(beside, caller, token));
    }
  }
}
