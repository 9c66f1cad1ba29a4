package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.local.entra.SampleDirectory.LIDIA;
import static io.acsbroker.overhttp.CallerFixture.bodyless;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.subjectToken;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.util.Context;
import io.acsbroker.azure.BufferedResponse;
import io.acsbroker.local.entra.SampleUser;
import java.net.http.HttpResponse;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/**
 * A claims challenge comes to what reads it in Microsoft's libraries, also where its base64 has the
 * characters in which the two alphabets differ, and at every length of padding.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/claims-challenge">Claims
 *     challenges</a>
 */
class ReadChallengeTest {
  @AfterEach
  void withdraw() {
    RunningBroker.CLOUD.acs().withdrawChallenges();
    RunningBroker.CLOUD.entra().onBehalfOf().withdrawChallenges();
  }

  private static String claims(String more) {
    String claims = "{\"access_token\":{\"x\":{\"values\":[\">>>???" + more + "\"]}}}";
    String encoded = Base64.getEncoder().encodeToString(claims.getBytes(UTF_8));
    assertTrue(encoded.contains("+") && encoded.contains("/"), encoded);
    return claims;
  }

  private static String challenge(java.net.http.HttpRequest.Builder request) {
    HttpResponse<String> answer = RunningBroker.send(request);
    assertEquals(401, answer.statusCode(), answer.body());
    return answer.headers().firstValue("WWW-Authenticate").orElseThrow();
  }

  private static void assertRead(String claims, SampleUser user, String challenge) {
    String tenant = user.organisation().tenantId();
    assertEquals(claims, ReadChallenge.byMsalNet(challenge).claims());
    assertEquals(
        "https://login.microsoftonline.com/" + tenant,
        ReadChallenge.byMsalNet(challenge).authority());
    assertEquals(tenant, ReadChallenge.byMsalNet(challenge).parameters().get("realm"));
    assertEquals(claims, ReadChallenge.byTheSampleOfMsalJs(challenge));
    assertEquals(List.of(Optional.empty(), Optional.of(claims)), readByAzureCore(challenge));
  }

  /** The claims with which the policy of the Azure SDK for Java asks for its tokens. */
  private static List<Optional<String>> readByAzureCore(String challenge) {
    List<Optional<String>> asked = new ArrayList<>();
    HttpHeaders headers = new HttpHeaders().set(HttpHeaderName.WWW_AUTHENTICATE, challenge);
    new HttpPipelineBuilder()
        .policies(
            new BearerTokenAuthenticationPolicy(context -> token(asked, context), "a/.default"))
        .httpClient(request -> Mono.just(new BufferedResponse(request, 401, headers, new byte[0])))
        .build()
        .sendSync(new HttpRequest(HttpMethod.GET, "https://broker.example"), Context.NONE)
        .close();
    return asked;
  }

  private static Mono<AccessToken> token(
      List<Optional<String>> asked, TokenRequestContext context) {
    asked.add(Optional.ofNullable(context.getClaims()));
    return Mono.just(new AccessToken("a", OffsetDateTime.MAX));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "12"})
  void isReadAsAcsHasWrittenIt(String more) {
    String claims = claims(more);
    RunningBroker.CLOUD.acs().challenge(LIDIA, claims);
    try (RunningBroker broker = RunningBroker.start()) {
      assertRead(claims, LIDIA, challenge(bodyless(broker, subjectToken(LIDIA))));
    }
  }

  @Test
  void isReadBesideTheAddressOfTheMetadata() {
    String claims = claims("");
    RunningBroker.CLOUD.acs().challenge(LIDIA, claims);
    try (RunningBroker broker =
        RunningBroker.start(
            settings -> {
              settings.put("BROKER_PUBLIC_URL", "https://broker.example");
              return settings;
            })) {
      String challenge = challenge(bodyless(broker, subjectToken(LIDIA)));
      assertRead(claims, LIDIA, challenge);
      assertEquals(
          "https://broker.example/.well-known/oauth-protected-resource/api/token/teams",
          ReadChallenge.byMsalNet(challenge).parameters().get("resource_metadata"));
    }
  }

  /** Line ends, quotes and letters of other alphabets stay within the base64. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\r\n\"access_token\":{\"acrs\":{\"value\":\"c1\"}}}\r\n",
        "{\"access_token\":{\"a\\\", realm=\\\"b\":{\"value\":\"\\r\\nSet-Cookie: c=d\"}}}",
        "{\"access_token\":{\"name\":{\"value\":\"Łukasz \uD83D\uDE00\"}}}"
      })
  void endsInNoHeaderOfItsOwn(String claims) {
    RunningBroker.CLOUD.acs().challenge(LIDIA, claims);
    try (RunningBroker broker = RunningBroker.start()) {
      assertRead(claims, LIDIA, challenge(bodyless(broker, subjectToken(LIDIA))));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "12"})
  void isReadAsEntraHasWrittenIt(String more) {
    String claims = claims(more);
    RunningBroker.CLOUD.entra().onBehalfOf().challenge(ADELE, claims);
    try (RunningBroker broker = CallerFixture.start(CallerFixture.onBehalfOf())) {
      assertRead(claims, ADELE, challenge(bodyless(broker, callerToken(ADELE))));
    }
  }
}
