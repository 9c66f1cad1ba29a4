package io.acsbroker.http;

import io.acsbroker.http.Answer.Success;
import io.acsbroker.json.JsonText;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.IssuedToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The answers to requests that succeed, in JSON. */
final class SuccessAnswer {
  /** MSAL has a new Entra token from 5 minutes before the old one expires, and not sooner. */
  private static final Duration REFRESH_BEFORE_EXPIRY = Duration.ofMinutes(4).plusSeconds(30);

  /** Nothing of Entra's runs out with these; the Calling SDK refreshes so long before the end. */
  private static final Duration IDENTITY_REFRESH_BEFORE_EXPIRY = Duration.ofMinutes(10);

  private SuccessAnswer() {}

  /** 200 with the token of an exchange, which ACS Chat does not take, whatever stands in it. */
  static Success token(IssuedToken token, Instant now) {
    return new Success(
        200, "granted", token(token, REFRESH_BEFORE_EXPIRY, now).with("goodFor", "calls").end());
  }

  /** 201 with a token of the user's ACS identity, as clients of Microsoft's samples read it. */
  static Success identityToken(IssuedToken token, Instant now) {
    String id = token.userId();
    return new Success(
        201,
        "granted",
        token(token, IDENTITY_REFRESH_BEFORE_EXPIRY, now)
            .with("user", Map.of("id", id, "communicationUserId", id))
            .end());
  }

  /** Clients whose clock is wrong count from the answer, and need not read the token for it. */
  private static JsonText token(IssuedToken token, Duration refreshBeforeExpiry, Instant now) {
    Instant expiresOn = token.expiresOn();
    long expiresIn = Math.max(0, Duration.between(now, expiresOn).toSeconds());
    return new JsonText()
        .with("token", token.value())
        .with("expiresOn", expiresOn)
        .with("expiresIn", Long.valueOf(expiresIn))
        .with("refreshOn", expiresOn.minus(refreshBeforeExpiry))
        .with("userId", token.userId());
  }

  /** 201 with the user's ACS identity where it was made just now, 200 where it was there. */
  static Success identity(AcsIdentity identity, boolean made) {
    String body = new JsonText().with("acsUserIdentity", identity.id()).end();
    return made ? new Success(201, "made", body) : new Success(200, "found", body);
  }

  /** 204, with nothing in the body. */
  static Success nothing() {
    return new Success(204, "done", "");
  }

  /** 200 with the answer of a health check. */
  static Success health(String status, String version) {
    return new Success(
        200, status, new JsonText().with("status", status).with("version", version).end());
  }
}
