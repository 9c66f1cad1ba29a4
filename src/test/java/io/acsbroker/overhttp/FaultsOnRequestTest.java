package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.overhttp.CallerFixture.bodyless;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.inHeader;
import static io.acsbroker.overhttp.CallerFixture.subjectToken;
import static io.acsbroker.overhttp.LocalRequest.fault;
import static io.acsbroker.overhttp.LocalRequest.noFault;
import static io.acsbroker.overhttp.LocalRequest.reset;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.local.faults.LocalFault;
import io.acsbroker.token.ExchangeRoute;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What a client hears of each fault that can be asked for, and that all is well after it. */
class FaultsOnRequestTest {
  private static final Map<String, String> HASTE = Map.of("BROKER_DEADLINE_SECONDS", "2");
  private static final String USER = ",\"user\":\"adele@contoso.example\"";

  /** Faults after which a broker leaves somebody alone for a while, as it should. */
  private static final Set<String> REMEMBERED =
      Set.of(
          "acs-throttled",
          "entra-throttled",
          "keys-down",
          "keys-unreachable",
          "elsewhere-down",
          "elsewhere-html",
          "elsewhere-moved",
          "elsewhere-renamed");

  private static final Map<Way, RunningBroker> BROKERS = new HashMap<>();

  /** How the broker is asked. */
  enum Way {
    DIRECT {
      @Override
      RunningBroker start() {
        return RunningBroker.start(settings -> with(settings, HASTE));
      }

      @Override
      HttpRequest.Builder request(RunningBroker broker) {
        return broker.request();
      }
    },
    ENTRA_USER {
      @Override
      RunningBroker start() {
        return DIRECT.start();
      }

      @Override
      HttpRequest.Builder request(RunningBroker broker) {
        return broker.request(ExchangeRoute.ENTRA, order -> order);
      }
    },
    IDENTITY {
      @Override
      RunningBroker start() {
        return CallerFixture.start(HASTE);
      }

      @Override
      HttpRequest.Builder request(RunningBroker broker) {
        return bodyless(broker, callerToken(ADELE)).uri(broker.uri("/api/token")).GET();
      }
    },
    ELSEWHERE {
      @Override
      RunningBroker start() {
        return ElsewhereFixture.alone(
            ElsewhereFixture.ELSEWHERE.callerIssuers(), HASTE, new LogLines());
      }

      @Override
      HttpRequest.Builder request(RunningBroker broker) {
        return inHeader(broker, ElsewhereFixture.ELSEWHERE.token(ADELE), subjectToken(ADELE));
      }
    },
    ON_BEHALF_OF {
      @Override
      RunningBroker start() {
        return CallerFixture.start(with(CallerFixture.onBehalfOf(), HASTE));
      }

      @Override
      HttpRequest.Builder request(RunningBroker broker) {
        return bodyless(broker, callerToken(ADELE));
      }
    };

    abstract RunningBroker start();

    abstract HttpRequest.Builder request(RunningBroker broker);

    private static Map<String, String> with(Map<String, String> all, Map<String, String> more) {
      Map<String, String> joined = new HashMap<>(all);
      joined.putAll(more);
      return joined;
    }
  }

  record Case(String fault, String members, Way way, int status, String code) {
    String order() {
      return "{\"fault\":\"" + fault + "\"" + members + "}";
    }
  }

  static final List<Case> CASES =
      List.of(
          new Case("acs-slow", "", Way.DIRECT, 504, "deadline_passed"),
          new Case("acs-throttled", "", Way.DIRECT, 503, "acs_throttled"),
          new Case("acs-denied", "", Way.DIRECT, 502, "acs_denied"),
          new Case("acs-html", "", Way.DIRECT, 502, "acs_answer_not_understood"),
          new Case("acs-unreachable", "", Way.DIRECT, 503, "acs_unavailable"),
          new Case("acs-rejects", "", Way.DIRECT, 502, "acs_request_rejected"),
          new Case("acs-replaced", "", Way.IDENTITY, 502, "identity_of_another_resource"),
          new Case("acs-challenges", USER, Way.DIRECT, 401, "claims_challenge"),
          new Case("acs-access-withdrawn", USER, Way.ENTRA_USER, 403, "access_not_assigned"),
          new Case("teams-refuses", USER, Way.DIRECT, 403, "teams_disabled_for_tenant"),
          new Case(
              "teams-refuses",
              USER + ",\"code\":\"GuestUserNotRedeemed\"",
              Way.DIRECT,
              403,
              "guest_not_redeemed"),
          new Case("keys-ahead", "", Way.DIRECT, 401, "signing_key_unknown"),
          new Case("keys-replaced", "", Way.DIRECT, 401, "signing_key_unknown"),
          new Case("keys-down", "", Way.DIRECT, 503, "signing_keys_unavailable"),
          new Case("keys-unreachable", "", Way.DIRECT, 503, "signing_keys_unavailable"),
          new Case("entra-throttled", "", Way.ON_BEHALF_OF, 503, "entra_throttled"),
          new Case("entra-unreachable", "", Way.ON_BEHALF_OF, 503, "entra_unavailable"),
          new Case("entra-html", "", Way.ON_BEHALF_OF, 502, "entra_answer_not_understood"),
          new Case("entra-denied", "", Way.ON_BEHALF_OF, 502, "entra_denied"),
          new Case("entra-wrong-token", "", Way.ON_BEHALF_OF, 502, "on_behalf_of_token_invalid"),
          new Case("entra-challenges", USER, Way.ON_BEHALF_OF, 401, "interaction_required"),
          new Case("consent-withdrawn", USER, Way.ON_BEHALF_OF, 403, "consent_required"),
          new Case("user-blocked", USER, Way.ON_BEHALF_OF, 403, "user_blocked"),
          new Case("tenant-blocked", "", Way.ON_BEHALF_OF, 403, "tenant_blocked"),
          new Case("application-disabled", "", Way.ON_BEHALF_OF, 403, "application_disabled"),
          new Case("elsewhere-down", "", Way.ELSEWHERE, 503, "signing_keys_unavailable"),
          new Case("elsewhere-html", "", Way.ELSEWHERE, 503, "signing_keys_unavailable"),
          new Case("elsewhere-moved", "", Way.ELSEWHERE, 503, "signing_keys_unavailable"),
          new Case("elsewhere-renamed", "", Way.ELSEWHERE, 503, "signing_keys_unavailable"),
          new Case("clock-shifted", "", Way.DIRECT, 401, "token_not_yet_valid"),
          new Case("clock-shifted", ",\"seconds\":-6000", Way.DIRECT, 401, "token_expired"),
          new Case("table-gone", "", Way.IDENTITY, 502, "identity_table_denied"),
          new Case("table-down", "", Way.IDENTITY, 503, "identity_table_unavailable"),
          new Case("table-unreachable", "", Way.IDENTITY, 503, "identity_table_unavailable"));

  @BeforeAll
  static void start() {
    for (Way way : Way.values()) {
      BROKERS.put(way, way.start());
      // In haste is who asks, and not who starts
      BrokerStarts.awaitEnd();
      assertGranted(way);
    }
  }

  @AfterAll
  static void close() {
    BROKERS.values().forEach(RunningBroker::close);
    BROKERS.clear();
    reset();
  }

  @AfterEach
  void end() {
    noFault();
  }

  private static RunningBroker broker(Way way) {
    return Optional.ofNullable(BROKERS.get(way)).orElseThrow();
  }

  private static void assertGranted(Way way) {
    HttpResponse<String> response = RunningBroker.send(way.request(broker(way)));
    assertEquals(way == Way.IDENTITY ? 201 : 200, response.statusCode(), response.body());
  }

  private static void assertRefused(Case expected, RunningBroker broker) {
    HttpResponse<String> response = RunningBroker.send(expected.way().request(broker));
    assertEquals(expected.status(), response.statusCode(), response.body());
    assertEquals(Optional.of(expected.code()), RunningBroker.json(response).string("code"));
  }

  @ParameterizedTest
  @FieldSource("CASES")
  void isHeardByAClientAndOverOnceItIsEnded(Case expected) {
    if (REMEMBERED.contains(expected.fault())) {
      fault(expected.order());
      try (RunningBroker own = expected.way().start()) {
        BrokerStarts.awaitEnd();
        assertRefused(expected, own);
      }
    } else {
      fault(expected.order());
      assertRefused(expected, broker(expected.way()));
    }
    noFault();
    assertGranted(expected.way());
  }

  @Test
  void goesOnWhenKeysAreRotatedWithTokensOfEitherKey() {
    // A broker of its own, since another one may wait before it asks for unknown keys again
    try (RunningBroker own = Way.DIRECT.start()) {
      String before = RunningBroker.token();
      assertEquals(200, status(own, before));
      fault("{\"fault\":\"keys-rotated\"}");
      String after = RunningBroker.token();
      assertEquals(200, status(own, after));
      assertEquals(200, status(own, before));
      noFault();
      assertEquals(200, status(own, after));
    } finally {
      reset();
    }
  }

  private static int status(RunningBroker broker, String token) {
    HttpRequest.Builder request = broker.anonymous().header("Authorization", "Bearer " + token);
    return RunningBroker.send(request).statusCode();
  }

  @Test
  void goesOnWithTheKeysAtHandWhereTheKeyServersAreDown() {
    fault("{\"fault\":\"keys-down\"}");
    assertGranted(Way.DIRECT);
  }

  @Test
  void triesEveryFault() {
    Set<String> tried =
        CASES.stream().map(Case::fault).collect(Collectors.toCollection(TreeSet::new));
    // The first is no refusal; a managed identity is a process's, see IdentityIT
    tried.addAll(Set.of("keys-rotated", "identity-gone"));
    assertEquals(
        Arrays.stream(LocalFault.values()).map(LocalFault::text).collect(Collectors.toSet()),
        tried);
  }
}
