package io.acsbroker.issuance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.azure.communication.identity.CommunicationIdentityClient;
import com.azure.communication.identity.models.GetTokenForTeamsUserOptions;
import com.azure.core.credential.AccessToken;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import io.acsbroker.azure.BufferedResponse;
import io.acsbroker.token.AcsApiVersion;
import io.acsbroker.token.LastingFailure;
import io.acsbroker.token.ReadinessProblem.Kind;
import io.acsbroker.token.ResourceCredential.ConnectionString;
import io.acsbroker.token.ResourceCredential.ManagedIdentity;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/**
 * What Microsoft's client sends through a pipeline of ours.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/communication/authentication">How requests are
 *     signed</a>
 */
class AcsConnectionTest {
  private static final AcsApiVersion VERSION = AcsApiVersion.parse("2026-09-23").orElseThrow();
  private static final byte[] KEY = "secret".getBytes(StandardCharsets.UTF_8);

  private final LastingFailure denial = new LastingFailure(Kind.ACS, InstantSource.system());
  private final List<HttpRequest> sent = new ArrayList<>();
  private final HttpClient http =
      request -> {
        sent.add(request);
        return Mono.just(
            BufferedResponse.ofJson(
                request,
                200,
                new HttpHeaders(),
                "{\"token\":\"t\",\"expiresOn\":\"2099-01-01T00:00:00+00:00\"}"));
      };

  private CommunicationIdentityClient signing(String endpoint) {
    String text = "endpoint=" + endpoint + "/;accesskey=" + Base64.getEncoder().encodeToString(KEY);
    return AcsConnection.client(
        new ConnectionString(URI.create(endpoint), text), VERSION, denial, http);
  }

  private CommunicationIdentityClient showingAToken(String endpoint) {
    AccessToken token = new AccessToken("of the identity", OffsetDateTime.MAX);
    return AcsConnection.client(
        new ManagedIdentity(URI.create(endpoint), Optional.empty()),
        request -> Mono.just(token),
        VERSION,
        denial,
        http);
  }

  private static void ask(CommunicationIdentityClient client) {
    client.getTokenForTeamsUser(new GetTokenForTeamsUserOptions("token", "client", "user"));
  }

  private String header(String name) {
    return sent.getFirst().getHeaders().stream()
        .filter(header -> header.getName().equalsIgnoreCase(name))
        .map(header -> header.getValue())
        .findFirst()
        .orElse("");
  }

  @Test
  void signsTheVersionThatItSends() throws Exception {
    ask(signing("https://contoso.communication.azure.com"));
    String target = "/teamsUser/:exchangeAccessToken?api-version=2026-09-23";
    assertEquals(
        "https://contoso.communication.azure.com" + target, sent.getFirst().getUrl().toString());
    byte[] body = sent.getFirst().getBodyAsBinaryData().toBytes();
    String hash =
        Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(body));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    String toSign =
        "POST\n%s\n%s;contoso.communication.azure.com;%s"
            .formatted(target, header("x-ms-date"), hash);
    String signature =
        Base64.getEncoder().encodeToString(mac.doFinal(toSign.getBytes(StandardCharsets.UTF_8)));
    assertEquals(
        "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=" + signature,
        header("authorization"));
  }

  @Test
  void asksByTheVersionWithTheTokenOfAnIdentityToo() {
    ask(showingAToken("https://contoso.communication.azure.com"));
    assertEquals("api-version=2026-09-23", sent.getFirst().getUrl().getQuery());
    assertEquals("Bearer of the identity", header("authorization"));
  }

  @Test
  void sendsNothingOverPlainHttp() {
    CommunicationIdentityClient signing = signing("http://contoso.communication.azure.com");
    assertThrows(RuntimeException.class, () -> ask(signing));
    CommunicationIdentityClient identity = showingAToken("http://contoso.communication.azure.com");
    assertThrows(RuntimeException.class, () -> ask(identity));
    assertEquals(List.of(), sent);
  }
}
