package io.acsbroker.delegation;

import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;

/** Answers every request as Entra would, and sends none. */
final class RehearsedAnswer implements IHttpClient {
  @Override
  public IHttpResponse send(HttpRequest request) {
    return new HttpResponse()
        .statusCode(200)
        .body(
            """
            {"token_type":"Bearer","expires_in":"3599","access_token":"rehearsal"}
            """);
  }
}
