package io.acsbroker.local.entra;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import io.acsbroker.fixture.EmulatorContract;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What Entra publishes, for everybody to read. */
class MetadataContractTest {
  private static final String TENANT = SampleDirectory.CONTOSO.tenantId();

  private final HttpClient client = HttpClient.newHttpClient();
  private EntraEmulator entra;

  @BeforeEach
  void start() throws Exception {
    entra = EntraEmulator.start(0, InstantSource.system());
  }

  @AfterEach
  void stop() {
    client.close();
    entra.close();
  }

  @TestFactory
  Stream<DynamicTest> publishesWhatEntraDoes() throws Exception {
    return new EmulatorContract("metadata")
        .tests(
            Map.ofEntries(
                Map.entry(
                    "`userinfo_endpoint` of version 2.0, with a token for Graph", this::userInfo),
                Map.entry(
                    "`userinfo_endpoint` of version 1.0",
                    () -> ofTenant(configuration("").get("userinfo_endpoint"))),
                Map.entry(
                    "`device_authorization_endpoint` of version 2.0",
                    () -> ofTenant(configuration("/v2.0").get("device_authorization_endpoint"))),
                Map.entry("`x5c` of a published key", this::certificate),
                Map.entry(
                    "a token for Graph, checked with the published keys",
                    () -> verified(SignedJWT.parse(graphToken()))),
                Map.entry(
                    "the same, with the `nonce` of its header replaced by the SHA-256 of that",
                    () -> verified(withHashedNonce(graphToken()))),
                Map.entry(
                    "instance discovery of the authority itself, `api-version` 1.1",
                    () ->
                        discovered("1.1", entra.authority() + "/" + TENANT + "/oauth2/authorize")),
                Map.entry(
                    "instance discovery of the authority itself, `api-version` 1.0",
                    () ->
                        discovered("1.0", entra.authority() + "/" + TENANT + "/oauth2/authorize")),
                Map.entry(
                    "instance discovery of another address",
                    () -> discovered("1.1", "https://bogus.example/common/oauth2/authorize")),
                Map.entry("instance discovery without an address", () -> discovered("1.1", "")),
                Map.entry(
                    "instance discovery, `api-version` 3.0",
                    () ->
                        discovered("3.0", entra.authority() + "/" + TENANT + "/oauth2/authorize")),
                Map.entry(
                    "key set or configuration of an unknown version", this::unknownVersions)));
  }

  private String userInfo() throws Exception {
    String endpoint = String.valueOf(configuration("/v2.0").get("userinfo_endpoint"));
    HttpResponse<String> response =
        get(URI.create(endpoint), "Authorization", "Bearer " + graphToken());
    return "there, and served: "
        + String.join(", ", JSONObjectUtils.parse(response.body()).keySet());
  }

  private String certificate() throws Exception {
    Map<String, Object> key =
        Objects.requireNonNull(
            JSONObjectUtils.getJSONObjectArray(
                JSONObjectUtils.parse(
                    get(entra.authority().resolve("/" + TENANT + "/discovery/keys")).body()),
                "keys"))[0];
    List<?> chain = (List<?>) Objects.requireNonNull(key.get("x5c"));
    byte[] encoded = Base64.getDecoder().decode(String.valueOf(chain.getFirst()));
    X509Certificate certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(encoded));
    certificate.checkValidity();
    certificate.verify(certificate.getPublicKey());
    String thumbprint =
        Base64URL.encode(MessageDigest.getInstance("SHA-1").digest(encoded)).toString();
    boolean fits =
        chain.size() == 1
            && certificate.getPublicKey().equals(RSAKey.parse(key).toRSAPublicKey())
            && thumbprint.equals(key.get("x5t"))
            && thumbprint.equals(key.get("kid"));
    return fits
        ? "one certificate of that key, signed by itself; its SHA-1 is `x5t` and `kid`"
        : key.toString();
  }

  private String graphToken() {
    return entra.token(TokenOrder.forUser(SampleDirectory.ADELE, EntraResource.GRAPH));
  }

  private String verified(SignedJWT token) throws Exception {
    RSAKey key = entra.keys().getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();
    return token.verify(new RSASSAVerifier(key)) ? "verifies" : "does not verify";
  }

  private static SignedJWT withHashedNonce(String token) throws Exception {
    String[] parts = token.split("\\.", -1);
    String header = new Base64URL(parts[0]).decodeToString();
    String nonce = String.valueOf(JSONObjectUtils.parse(header).get("nonce"));
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(nonce.getBytes(StandardCharsets.UTF_8));
    return new SignedJWT(
        Base64URL.encode(header.replace(nonce, Base64URL.encode(hash).toString())),
        new Base64URL(parts[1]),
        new Base64URL(parts[2]));
  }

  private String discovered(String version, String authorize) throws Exception {
    String query =
        "api-version=%s&authorization_endpoint=%s"
            .formatted(version, URLEncoder.encode(authorize, StandardCharsets.UTF_8));
    HttpResponse<String> response =
        get(entra.authority().resolve("/common/discovery/instance?" + query));
    Map<String, Object> body = JSONObjectUtils.parse(response.body());
    if (response.statusCode() != 200) {
      return "%d %s, AADSTS%s"
          .formatted(
              response.statusCode(),
              body.get("error"),
              String.valueOf(body.get("error_codes")).replaceAll("[\\[\\]]", ""));
    }
    URI configuration = URI.create(String.valueOf(body.get("tenant_discovery_endpoint")));
    return get(configuration).statusCode() + ": " + String.join(", ", body.keySet());
  }

  private String unknownVersions() throws Exception {
    Set<Integer> statuses = new TreeSet<>();
    for (String path : List.of("/discovery/v3.0/keys", "/v3.0/.well-known/openid-configuration")) {
      statuses.add(get(entra.authority().resolve("/" + TENANT + path)).statusCode());
    }
    return statuses.size() == 1 ? statuses.iterator().next().toString() : statuses.toString();
  }

  private Map<String, Object> configuration(String infix) throws Exception {
    return JSONObjectUtils.parse(
        get(entra.authority().resolve("/" + TENANT + infix + "/.well-known/openid-configuration"))
            .body());
  }

  private String ofTenant(@Nullable Object address) {
    String base = entra.authority() + "/" + TENANT;
    return String.valueOf(address).replace(base, "the tenant's `") + "`";
  }

  private HttpResponse<String> get(URI uri, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
