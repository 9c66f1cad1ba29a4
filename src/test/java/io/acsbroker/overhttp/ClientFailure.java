package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.local.entra.SampleDirectory.ALEX;
import static io.acsbroker.local.entra.SampleDirectory.DIEGO;
import static io.acsbroker.local.entra.SampleDirectory.ISAIAH;
import static io.acsbroker.local.entra.SampleDirectory.LIDIA_AS_GUEST;
import static io.acsbroker.local.entra.SampleDirectory.MEGAN;
import static io.acsbroker.overhttp.CallerFixture.bodyless;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.inBody;
import static io.acsbroker.overhttp.CallerFixture.subjectToken;
import static io.acsbroker.overhttp.ClientFailure.Deployment.CALLERS;
import static io.acsbroker.overhttp.ClientFailure.Deployment.CLOCK_AHEAD;
import static io.acsbroker.overhttp.ClientFailure.Deployment.DIRECT;
import static io.acsbroker.overhttp.ClientFailure.Deployment.ON_BEHALF_OF;

import io.acsbroker.local.entra.EntraResource;
import io.acsbroker.local.entra.Issuers;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SigningKey;
import io.acsbroker.local.entra.TokenOrder;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Something that clients of such brokers are known to get wrong, or to be wronged by.
 *
 * @param what it is, in a few words
 * @param deployment at which it happens
 * @param request that meets it
 * @param who can mend it
 */
record ClientFailure(
    String what,
    Deployment deployment,
    Function<RunningBroker, HttpRequest.Builder> request,
    String who) {
  private static final String OTHER = "11111111-1111-4111-8111-111111111111";
  private static final String PERSONAL_ACCOUNTS = "9188040d-6c67-4c5b-b112-36a304b66dad";

  /** The brokers that it takes to meet them all. */
  enum Deployment {
    DIRECT {
      @Override
      RunningBroker start() {
        return RunningBroker.start();
      }
    },
    CLOCK_AHEAD {
      @Override
      RunningBroker start() {
        InstantSource ahead = () -> InstantSource.system().instant().plus(Duration.ofHours(3));
        RunningBroker broker = RunningBroker.start(settings -> settings, ahead);
        // Until Entra and ACS have both told their time
        BrokerStarts.awaitEnd();
        return broker;
      }
    },
    CALLERS {
      @Override
      RunningBroker start() {
        return CallerFixture.start(
            Map.of(
                "BROKER_ALLOWED_ROLES",
                SampleDirectory.CALLS_ROLE,
                "BROKER_ALLOWED_GROUPS",
                SampleDirectory.CONTOSO_SALES,
                "BROKER_GUESTS",
                "deny"));
      }
    },
    ON_BEHALF_OF {
      @Override
      RunningBroker start() {
        return CallerFixture.start(CallerFixture.onBehalfOf());
      }
    };

    abstract RunningBroker start();
  }

  /** All of them, in the order of the page. */
  static List<ClientFailure> all() {
    return List.of(
        direct("`Bearer undefined`", "client", () -> "undefined"),
        new ClientFailure(
            "two `Authorization` headers",
            DIRECT,
            broker -> broker.request().header("Authorization", "Bearer another"),
            "client, or a proxy before it"),
        direct(
            "an expired token",
            "client",
            () -> subjectToken(ADELE, order -> order.withLifetime(Duration.ofSeconds(-90)))),
        new ClientFailure(
            "the broker's clock is three hours ahead",
            CLOCK_AHEAD,
            RunningBroker::request,
            "operator"),
        direct(
            "a signing key that nobody knows",
            "client; operator where it goes on",
            ClientFailure::signedByAnUnknownKey),
        direct("an id token", "client", ClientFailure::idToken),
        direct(
            "a token for Microsoft Graph",
            "client",
            () ->
                RunningBroker.CLOUD.entra().token(TokenOrder.forUser(ADELE, EntraResource.GRAPH))),
        direct(
            "a token for the broker's API, sent to a *direct* broker",
            "client",
            () -> callerToken(ADELE)),
        direct(
            "a token of a tenant that is not served",
            "user, or operator",
            () -> subjectToken(ISAIAH)),
        direct(
            "a personal account",
            "user",
            () -> changed(claims -> claims.put("tid", PERSONAL_ACCOUNTS))),
        direct(
            "a customer of an app (External ID)",
            "user, or the app's developer",
            () -> changed(claims -> claims.put("iss", Issuers.ofExternalId(tenant())))),
        direct(
            "an application that is not served",
            "client, or operator",
            () -> subjectToken(ADELE, order -> order.withClientId(OTHER))),
        direct(
            "one of two scopes is missing",
            "client; user or administrator by consent",
            () -> subjectToken(ADELE, order -> order.withScopes("Teams.ManageCalls"))),
        direct(
            "an application's own token",
            "client",
            () -> RunningBroker.CLOUD.entra().applicationToken(TokenOrder.forUser(ADELE))),
        direct("no Teams licence", "administrator", () -> subjectToken(MEGAN)),
        direct(
            "a guest without a licence here",
            "user: the home tenant",
            () -> subjectToken(LIDIA_AS_GUEST)),
        callers(
            "a guest where none are served",
            "user: the home tenant",
            callerToken(LIDIA_AS_GUEST),
            subjectToken(LIDIA_AS_GUEST)),
        callers(
            "no role",
            "administrator of the token's tenant",
            callerToken(ALEX),
            subjectToken(ALEX)),
        callers(
            "no group",
            "administrator of the token's tenant",
            callerToken(ALEX, order -> order.withRoles(SampleDirectory.CALLS_ROLE)),
            subjectToken(ALEX)),
        callers(
            "more groups than a token lists",
            "operator, with that administrator",
            callerToken(DIEGO, order -> order.withRoles(SampleDirectory.CALLS_ROLE)),
            subjectToken(DIEGO)),
        new ClientFailure(
            "with callers: no subject token",
            CALLERS,
            broker -> bodyless(broker, callerToken(ADELE)),
            "client"),
        callers(
            "a bad subject token beside a good caller token",
            "client",
            callerToken(ADELE),
            subjectToken(ADELE, order -> order.withLifetime(Duration.ofSeconds(-90)))),
        callers("two tokens of two users", "client", callerToken(ADELE), subjectToken(ALEX)),
        new ClientFailure(
            "on behalf of: no consent",
            ON_BEHALF_OF,
            ClientFailure::withoutConsent,
            "administrator of the user's tenant"));
  }

  private static ClientFailure direct(String what, String who, Supplier<String> token) {
    return new ClientFailure(what, DIRECT, broker -> bodyless(broker, token.get()), who);
  }

  private static ClientFailure callers(String what, String who, String caller, String subject) {
    return new ClientFailure(what, CALLERS, broker -> inBody(broker, caller, subject), who);
  }

  private static HttpRequest.Builder withoutConsent(RunningBroker broker) {
    LocalRequest.fault(
        "{\"fault\":\"consent-withdrawn\",\"user\":\"%s\"}".formatted(ADELE.userName()));
    return bodyless(broker, callerToken(ADELE));
  }

  private static String signedByAnUnknownKey() {
    SigningKey key = SigningKey.generate();
    return key.sign(key.header(), RunningBroker.CLOUD.entra().claims(TokenOrder.forUser(ADELE)));
  }

  /** As MSAL has one beside the access token: for the client itself, which it does not name. */
  private static String idToken() {
    return changed(
        claims -> {
          claims.put("aud", SampleDirectory.CLIENT_ID);
          claims.keySet().removeAll(List.of("azp", "azpacr", "scp"));
        });
  }

  /** A token of version 2.0 with other claims, signed by Entra nonetheless. */
  private static String changed(Consumer<Map<String, Object>> change) {
    Map<String, Object> claims =
        RunningBroker.CLOUD.entra().claims(TokenOrder.forUser(ADELE).withVersion("2.0"));
    change.accept(claims);
    return RunningBroker.CLOUD.entra().sign(claims);
  }

  private static String tenant() {
    return ADELE.organisation().tenantId();
  }
}
