package io.acsbroker.local.signin;

import static io.acsbroker.local.signin.SignInFixture.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.local.entra.SampleDirectory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Entra could not read either is refused with one of its numbers, wherever it stands.
 *
 * @see <a href="https://github.com/MicrosoftDocs/azure-dev-docs/issues/934">AADSTS9000411 of the
 *     token endpoint</a>
 * @see <a
 *     href="https://github.com/AzureAD/microsoft-authentication-library-for-android/issues/688">and
 *     of a silent request</a>
 * @see <a href="https://url.spec.whatwg.org/#percent-decode">URL Standard, percent-decode: what is
 *     no escape stays as it is</a>
 */
class HostileRequestTest {
  private static final List<String> PATHS =
      List.of("oauth2/v2.0/token", "oauth2/token", "oauth2/v2.0/devicecode", "oauth2/devicecode");
  private static final String TENANT = "/" + SampleDirectory.CONTOSO.tenantId() + "/";
  private static final String NATIVE = "client_id=" + SampleDirectory.NATIVE_CLIENT_ID;

  private static SignInFixture fixture;

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    fixture = new SignInFixture(InstantSource.system());
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  private String refused(String path, String form, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(fixture.entra.authority() + TENANT + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    assertEquals(400, response.statusCode(), path + ": " + response.body());
    Map<String, Object> answer = JSONObjectUtils.parse(response.body());
    return answer.get("error") + " " + answer.get("error_codes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%zz=1", "a=%", "a=%4", "%%%=%%%"})
  void missesWhatIsNotThereBesideAnEscapeThatIsNone(String form) throws Exception {
    for (String path : PATHS) {
      assertEquals("invalid_request [900144]", refused(path, form));
    }
  }

  @Test
  void refusesAParameterThatStandsTwiceAtEachEndpoint() throws Exception {
    for (String path : PATHS) {
      assertEquals(
          "invalid_request [9000411]", refused(path, NATIVE + "&scope=openid&scope=openid"));
      assertEquals("invalid_request [9000411]", refused(path, "a=b&".repeat(10_000)));
    }
  }

  /** It is shown to the person, since the application may be anybody. */
  @ParameterizedTest
  @ValueSource(strings = {"oauth2/v2.0/authorize", "oauth2/authorize"})
  void refusesAParameterThatStandsTwiceInAnAddress(String path) throws Exception {
    HttpResponse<String> response = fixture.get("/organizations/" + path + "?scope=a&scope=b");
    assertEquals(400, response.statusCode());
    assertTrue(response.body().contains("AADSTS9000411: "), response.body());
  }

  @Test
  void readsTenThousandParameters() throws Exception {
    String form =
        IntStream.range(0, 10_000).mapToObj(i -> "a" + i + "=b").collect(Collectors.joining("&"));
    for (String path : PATHS) {
      assertEquals("invalid_request [900144]", refused(path, form));
    }
  }

  @Test
  void refusesAScopeOfAMegabyte() throws Exception {
    String form = NATIVE + "&scope=" + "x".repeat(1_000_000);
    assertEquals("invalid_scope [70011]", refused("oauth2/v2.0/devicecode", form));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic !!!", "Basic", "Basic  ", "Basic YWJj", "Basic OjotOg=="})
  void missesAnApplicationInCredentialsThatAreNone(String credentials) throws Exception {
    for (String path : List.of("oauth2/v2.0/token", "oauth2/token")) {
      String form = "grant_type=client_credentials&scope=a/.default";
      assertEquals("invalid_request [900144]", refused(path, form, "Authorization", credentials));
    }
  }

  /** Claims that are none ask for nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "\"x\"", "1", "{\"access_token\":null}"})
  void asksForNothingByClaimsThatAreNone(String claims) throws Exception {
    Map<String, String> wanted = request("claims", claims);
    wanted.put(AuthorizeEndpoint.PICKED, "adele@contoso.example");
    assertTrue(SignInFixture.fragment(fixture.authorize(wanted)).containsKey("code"));
    HttpResponse<String> device =
        fixture.post("/organizations/oauth2/v2.0/devicecode", device(claims));
    assertEquals(200, device.statusCode(), device.body());
  }

  private static Map<String, String> device(String claims) {
    return Map.of(
        "client_id", SampleDirectory.NATIVE_CLIENT_ID, "scope", "openid", "claims", claims);
  }

  @Test
  void redeemsACodeOnceHoweverManyComeWithIt() throws Exception {
    String code = SignInFixture.text(fixture.pick("adele@contoso.example"), "code");
    Callable<String> redemption =
        () -> {
          Map<String, Object> answer = fixture.token(SignInFixture.redemption(code));
          return answer.containsKey("access_token")
              ? "redeemed"
              : String.valueOf(answer.get("error_codes"));
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<String> answers = new ArrayList<>();
      for (Future<String> each : threads.invokeAll(Collections.nCopies(16, redemption))) {
        answers.add(each.get());
      }
      assertEquals(1, answers.stream().filter("redeemed"::equals).count(), answers.toString());
      assertEquals(15, answers.stream().filter("[54005]"::equals).count(), answers.toString());
    }
  }
}
