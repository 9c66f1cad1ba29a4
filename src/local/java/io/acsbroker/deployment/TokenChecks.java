package io.acsbroker.deployment;

import static io.acsbroker.deployment.SuppliedTokens.CALLER;
import static io.acsbroker.deployment.SuppliedTokens.EXPIRED;
import static io.acsbroker.deployment.SuppliedTokens.GOOD;
import static io.acsbroker.deployment.SuppliedTokens.WRONG_AUDIENCE;

import io.acsbroker.deployment.Finding.NotChecked;
import io.acsbroker.deployment.Finding.Scrutiny;
import io.acsbroker.json.JsonObject;
import io.acsbroker.json.JsonText;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.InstantSource;

/** What the broker says to tokens that Entra has signed. */
record TokenChecks(SuppliedTokens tokens, InstantSource clock, BrokerClient client) {

  /** A check of one of the tokens. */
  @FunctionalInterface
  private interface TokenCheck {
    Finding find(SuppliedToken token) throws NoAnswerException, InterruptedException;
  }

  void run(Report report) throws InterruptedException {
    check(report, "a token for another resource is refused", WRONG_AUDIENCE, this::wrongAudience);
    check(report, "an expired token is refused", EXPIRED, this::expired);
    String proof = tokens.named(CALLER).isPresent() ? CALLER : GOOD;
    check(report, "a good token is exchanged", proof, this::exchanged);
  }

  private void check(Report report, String what, String name, TokenCheck check)
      throws InterruptedException {
    if (tokens.named(name).isPresent()) {
      SuppliedToken token = tokens.named(name).get();
      report.check(what, () -> check.find(token));
    } else {
      report.add(what, new NotChecked("the token " + name + ", by -Dtokens"));
    }
  }

  private Finding wrongAudience(SuppliedToken token)
      throws NoAnswerException, InterruptedException {
    // Nobody but Graph can verify the tokens of Graph
    ExpectedRefusal expected =
        token.isForGraph()
            ? ExpectedRefusal.unauthenticated("token_audience_wrong", "token_invalid")
            : ExpectedRefusal.unauthenticated("token_audience_wrong");
    return expected.compare(client.send(client.exchange(token.value())));
  }

  private Finding expired(SuppliedToken token) throws NoAnswerException, InterruptedException {
    if (!token.hasExpired(clock.instant())) {
      return Finding.faulty("the token has not expired, and was not sent");
    }
    return ExpectedRefusal.unauthenticated("token_expired")
        .compare(client.send(client.exchange(token.value())));
  }

  private Finding exchanged(SuppliedToken bearer) throws NoAnswerException, InterruptedException {
    BrokerAnswer answer = client.send(request(bearer));
    JsonObject body = answer.body();
    String user = "8:orgid:" + bearer.claims().string("oid").orElse("");
    return new Scrutiny()
        .expect(answer.status() == 200, "should be 200, is " + answer.summary())
        .expect(body.string("token").isPresent(), "no token is in the answer")
        .expect(body.string("expiresOn").isPresent(), "no expiresOn is in the answer")
        .expect(
            body.string("userId").filter(user::equals).isPresent(),
            "userId is not that of the token's user")
        .expect(
            answer.header("Cache-Control").contains("no-store"), "Cache-Control is not no-store")
        .finding("");
  }

  private HttpRequest.Builder request(SuppliedToken bearer) {
    HttpRequest.Builder request = client.exchange(bearer.value());
    if (bearer.name().equals(CALLER) && tokens.named(GOOD).isPresent()) {
      String subjectToken = tokens.named(GOOD).get().value();
      request
          .header("Content-Type", "application/json")
          .POST(BodyPublishers.ofString(new JsonText().with("accessToken", subjectToken).end()));
    }
    return request;
  }
}
