package io.acsbroker.benchmark;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.local.identity.ManagedIdentityEmulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;

/** A token of the managed identity for ACS, as the broker has one. */
final class IdentityToken {
  private static final String QUERY =
      "?api-version=2019-08-01&resource=https://communication.azure.com/";

  private IdentityToken() {}

  static String of(ManagedIdentityEmulator identity) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(identity.endpoint() + QUERY))
            .header("X-IDENTITY-HEADER", identity.secret())
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      String body = client.send(request, BodyHandlers.ofString()).body();
      return JSONObjectUtils.getString(JSONObjectUtils.parse(body), "access_token");
    } catch (ParseException wrong) {
      throw new IOException(wrong);
    }
  }
}
