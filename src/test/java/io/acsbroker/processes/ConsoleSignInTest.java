package io.acsbroker.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.aad.msal4j.DeviceCodeFlowParameters;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.InteractiveRequestParameters;
import com.microsoft.aad.msal4j.MsalServiceException;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.SilentParameters;
import com.microsoft.aad.msal4j.SystemBrowserOptions;
import com.nimbusds.jwt.JWTClaimsSet;
import io.acsbroker.fixture.PersonInBrowser;
import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.overhttp.RunningBroker;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A console app signs in with msal4j as it is: in the browser, whose answer it takes at a loopback
 * address in a form, and with a code that is entered elsewhere.
 */
class ConsoleSignInTest {
  private static final LocalCloud CLOUD = RunningBroker.CLOUD;
  private static final String ADELE = SampleDirectory.ADELE.userName();
  private static final Set<String> SCOPES =
      Set.of(
          "https://auth.msft.communication.azure.com/Teams.ManageCalls",
          "https://auth.msft.communication.azure.com/Teams.ManageChats");

  private static HttpClient client;

  @BeforeAll
  static void openBrowser() {
    client = HttpClient.newBuilder().sslContext(CLOUD.certificate().clientContext()).build();
  }

  @AfterAll
  static void closeBrowser() {
    client.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"organizations", "contoso.example"})
  void signsInWithABrowserOnce(String tenant) throws Exception {
    PublicClientApplication entra = entra(tenant);
    IAuthenticationResult result = interactively(entra, ADELE);

    assertEquals(ADELE, result.account().username());
    assertOfAdele(result);
    assertEquals(
        result.accessToken(),
        entra
            .acquireTokenSilently(SilentParameters.builder(SCOPES, result.account()).build())
            .get()
            .accessToken());
  }

  @Test
  void hearsThatTheUserDeclined() throws Exception {
    PublicClientApplication entra = entra("organizations");

    ExecutionException failed =
        assertThrows(ExecutionException.class, () -> interactively(entra, ""));
    // So msal4j puts it, whatever the reason
    assertTrue(
        String.valueOf(failed.getMessage())
            .endsWith("No Authorization code was returned from the server"),
        failed::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"organizations", "contoso.example"})
  void signsInWithACodeThatIsEnteredElsewhere(String tenant) throws Exception {
    assertOfAdele(withCode(tenant, ADELE));
  }

  @Test
  void hearsThatTheUserDeclinedElsewhere() {
    ExecutionException failed =
        assertThrows(ExecutionException.class, () -> withCode("organizations", ""));

    MsalServiceException refused = (MsalServiceException) Objects.requireNonNull(failed.getCause());
    assertEquals("authorization_declined", refused.errorCode());
  }

  private static IAuthenticationResult interactively(PublicClientApplication entra, String userName)
      throws Exception {
    PersonInBrowser person = new PersonInBrowser(client, userName);
    SystemBrowserOptions browser =
        SystemBrowserOptions.builder()
            .openBrowserAction(address -> person.signIn(URI.create(address.toString())))
            .build();
    return entra
        .acquireToken(
            InteractiveRequestParameters.builder(URI.create("http://localhost"))
                .scopes(SCOPES)
                .systemBrowserOptions(browser)
                .build())
        .get();
  }

  private static IAuthenticationResult withCode(String tenant, String userName) throws Exception {
    PersonInBrowser person = new PersonInBrowser(client, userName);
    return entra(tenant)
        .acquireToken(
            DeviceCodeFlowParameters.builder(
                    SCOPES,
                    code -> person.enter(URI.create(code.verificationUri()), code.userCode()))
                .build())
        .get();
  }

  private static PublicClientApplication entra(String tenant) throws Exception {
    return PublicClientApplication.builder(SampleDirectory.NATIVE_CLIENT_ID)
        .authority(CLOUD.entra().secureAuthority() + "/" + tenant + "/")
        .validateAuthority(false)
        .instanceDiscovery(false)
        .sslSocketFactory(CLOUD.certificate().clientContext().getSocketFactory())
        .build();
  }

  private static void assertOfAdele(IAuthenticationResult result) throws Exception {
    JWTClaimsSet token = CLOUD.entra().verified(result.accessToken()).orElseThrow();
    assertEquals(SampleDirectory.ADELE.objectId(), token.getStringClaim("oid"));
    assertEquals(SampleDirectory.NATIVE_CLIENT_ID, token.getStringClaim("appid"));
    assertEquals(
        "https://sts.windows.net/" + SampleDirectory.CONTOSO.tenantId() + "/", token.getIssuer());
  }
}
