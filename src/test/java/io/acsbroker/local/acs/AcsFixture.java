package io.acsbroker.local.acs;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.identity.ManagedIdentityEmulator;
import io.acsbroker.local.net.LoopbackCertificate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.Map;

/** All emulators at once, and a client that trusts them. */
record AcsFixture(
    LoopbackCertificate certificate,
    EntraEmulator entra,
    ManagedIdentityEmulator identity,
    AcsEmulator acs,
    HttpClient client)
    implements AutoCloseable {

  static AcsFixture start() throws IOException {
    return start(InstantSource.system());
  }

  static AcsFixture start(InstantSource clock) throws IOException {
    LoopbackCertificate certificate = LoopbackCertificate.create();
    EntraEmulator entra = EntraEmulator.start(0, clock, certificate);
    ManagedIdentityEmulator identity = ManagedIdentityEmulator.start(0, entra, clock);
    return new AcsFixture(
        certificate,
        entra,
        identity,
        AcsEmulator.start(certificate, entra, identity, clock),
        HttpClient.newBuilder().sslContext(certificate.clientContext()).build());
  }

  static String exchangeBody(String token, TokenOrder asserted) {
    return JSONObjectUtils.toJSONString(
        Map.of(
            "token", token,
            "appId", asserted.clientId(),
            "userId", asserted.user().objectId()));
  }

  /** A bearer credential of the managed identity. */
  String identityCredential() throws Exception {
    return identityCredential("https://communication.azure.com/");
  }

  String identityCredential(String resource) throws Exception {
    URI uri = URI.create(identity.endpoint() + "?api-version=2019-08-01&resource=" + resource);
    HttpRequest request =
        HttpRequest.newBuilder(uri).header("X-IDENTITY-HEADER", identity.secret()).build();
    String body = client.send(request, BodyHandlers.ofString()).body();
    return "Bearer " + JSONObjectUtils.parse(body).get("access_token");
  }

  HttpResponse<String> post(String target, String authorization, String body) throws Exception {
    return post(target, Map.of("Authorization", authorization), body);
  }

  HttpResponse<String> post(String target, Map<String, String> headers, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(acs.endpoint() + target))
            .POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    client.close();
    acs.close();
    identity.close();
    entra.close();
  }
}
