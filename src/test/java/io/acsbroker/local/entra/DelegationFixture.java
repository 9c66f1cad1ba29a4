package io.acsbroker.local.entra;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.fixture.FormEncoding;
import io.acsbroker.local.identity.ManagedIdentityEmulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Entra and a managed identity at noon, and requests for tokens on behalf of users. */
record DelegationFixture(EntraEmulator entra, ManagedIdentityEmulator identity, HttpClient client)
    implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-01-01T12:00:00.9Z");

  static DelegationFixture start() {
    InstantSource clock = InstantSource.fixed(NOW);
    try {
      EntraEmulator entra = EntraEmulator.start(0, clock);
      return new DelegationFixture(
          entra, ManagedIdentityEmulator.start(0, entra, clock), HttpClient.newHttpClient());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** A request that is in order, with the token of this order. */
  Map<String, String> form(TokenOrder order) throws Exception {
    Map<String, String> form = new HashMap<>();
    form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
    form.put("requested_token_use", "on_behalf_of");
    form.put("client_id", SampleDirectory.BROKER_API_CLIENT_ID);
    form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    form.put("client_assertion", assertion("&client_id=" + SampleDirectory.IDENTITY_CLIENT_ID));
    form.put("assertion", entra.token(order));
    form.put("scope", "https://auth.msft.communication.azure.com/.default openid offline_access");
    return form;
  }

  /** What the managed identity endpoint issues in place of a secret. */
  String assertion(String clientId) throws Exception {
    URI uri =
        URI.create(
            identity.endpoint()
                + "?api-version=2019-08-01&resource=api://AzureADTokenExchange"
                + clientId);
    HttpRequest request =
        HttpRequest.newBuilder(uri).header("X-IDENTITY-HEADER", identity.secret()).build();
    Map<String, Object> body =
        JSONObjectUtils.parse(client.send(request, BodyHandlers.ofString()).body());
    return String.valueOf(body.get("access_token"));
  }

  TokenAnswer delegate(TokenOrder order) throws Exception {
    return delegate(order, Map.of());
  }

  /** With these parameters changed. */
  TokenAnswer delegate(TokenOrder order, Map<String, String> changes) throws Exception {
    Map<String, String> form = form(order);
    form.putAll(changes);
    return delegate(order.user().organisation().tenantId(), form);
  }

  TokenAnswer delegate(String tenantId, Map<String, String> form) throws Exception {
    return TokenAnswer.of(post(tenantId, form));
  }

  HttpResponse<String> post(Map<String, String> form) throws Exception {
    return post(SampleDirectory.CONTOSO.tenantId(), form);
  }

  private HttpResponse<String> post(String tenantId, Map<String, String> form) throws Exception {
    String body = FormEncoding.of(form);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(endpoint(tenantId)))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  String endpoint(String tenantId) {
    return entra.authority() + "/" + tenantId + "/oauth2/v2.0/token";
  }

  @Override
  public void close() {
    client.close();
    identity.close();
    entra.close();
  }
}
