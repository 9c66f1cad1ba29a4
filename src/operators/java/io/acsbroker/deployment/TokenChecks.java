package io.acsbroker.deployment;

import static io.acsbroker.deployment.SuppliedTokens.CALLER;
import static io.acsbroker.deployment.SuppliedTokens.ENTRA_USER;
import static io.acsbroker.deployment.SuppliedTokens.EXPIRED;
import static io.acsbroker.deployment.SuppliedTokens.GOOD;
import static io.acsbroker.deployment.SuppliedTokens.TEAMS_PHONE;
import static io.acsbroker.deployment.SuppliedTokens.WRONG_AUDIENCE;

import io.acsbroker.deployment.Finding.NotChecked;
import io.acsbroker.deployment.Finding.Scrutiny;
import io.acsbroker.json.JsonObject;
import io.acsbroker.json.JsonText;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;

/** What the broker says to tokens that Entra, or the issuer of its callers, has signed. */
record TokenChecks(SuppliedTokens tokens, InstantSource clock, BrokerClient client) {
  /** What a token is judged by, or exchanged with. */
  private static final Prerequisite[] NEEDED = {
    Prerequisite.SETTINGS,
    Prerequisite.SIGNING_KEYS,
    Prerequisite.CLOCK,
    Prerequisite.MANAGED_IDENTITY,
    Prerequisite.ACS
  };

  /** A check of one of the tokens. */
  @FunctionalInterface
  private interface TokenCheck {
    Finding find(SuppliedToken token) throws NoBrokerException, InterruptedException;
  }

  void run(Report report) throws NoBrokerException, InterruptedException {
    check(report, "a token for another resource is refused", WRONG_AUDIENCE, this::wrongAudience);
    check(report, "an expired token is refused", EXPIRED, this::expired);
    if (tokens.named(CALLER).isPresent()) {
      SuppliedToken caller = tokens.named(CALLER).get();
      report.check(
          "a caller token with another signature is refused",
          () ->
              ExpectedRefusal.unauthenticated("token_invalid")
                  .compare(client.ask(client.exchange(caller.withAnotherSignature()))),
          NEEDED);
    }
    String proof = tokens.named(CALLER).isPresent() ? CALLER : GOOD;
    check(report, "a good token is exchanged", proof, this::teamsUser);
    checkWhereGiven(report, "a token of an Entra ID user is exchanged", ENTRA_USER, "entra");
    checkWhereGiven(report, "a token for Teams Phone is exchanged", TEAMS_PHONE, "teams-phone");
  }

  /** Most brokers have no such users, and miss nothing without the check. */
  private void checkWhereGiven(Report report, String what, String name, String route)
      throws NoBrokerException, InterruptedException {
    if (tokens.named(name).isPresent()) {
      SuppliedToken subject = tokens.named(name).get();
      SuppliedToken bearer = tokens.named(CALLER).orElse(subject);
      report.check(
          what,
          () ->
              exchanged(
                  request("/api/token/" + route, bearer, Optional.of(subject)),
                  user -> user.startsWith("8:")),
          NEEDED);
    }
  }

  private void check(Report report, String what, String name, TokenCheck check)
      throws NoBrokerException, InterruptedException {
    if (tokens.named(name).isPresent()) {
      SuppliedToken token = tokens.named(name).get();
      report.check(what, () -> check.find(token), NEEDED);
    } else {
      report.add(what, new NotChecked("the token " + name + ", by -Dtokens"));
    }
  }

  private Finding wrongAudience(SuppliedToken token)
      throws NoBrokerException, InterruptedException {
    // Nobody but Graph can verify the tokens of Graph
    ExpectedRefusal expected =
        token.isForGraph()
            ? ExpectedRefusal.unauthenticated("token_audience_wrong", "token_invalid")
            : ExpectedRefusal.unauthenticated("token_audience_wrong");
    return expected.compare(client.ask(client.exchange(token.value())));
  }

  private Finding expired(SuppliedToken token) throws NoBrokerException, InterruptedException {
    if (!token.hasExpired(clock.instant())) {
      return Finding.faulty("the token has not expired, and was not sent");
    }
    return ExpectedRefusal.unauthenticated("token_expired")
        .compare(client.ask(client.exchange(token.value())));
  }

  private Finding teamsUser(SuppliedToken bearer) throws NoBrokerException, InterruptedException {
    SuppliedToken subject = tokens.named(GOOD).orElse(bearer);
    String user = "8:orgid:" + subject.claims().string("oid").orElse("");
    return exchanged(request("/api/token/teams", bearer, tokens.named(GOOD)), user::equals);
  }

  private Finding exchanged(HttpRequest.Builder request, Predicate<String> isUser)
      throws NoBrokerException, InterruptedException {
    BrokerAnswer answer = client.ask(request);
    JsonObject body = answer.body();
    return new Scrutiny()
        .expect(answer.status() == 200, "should be 200, is " + answer.summary())
        .expect(body.string("token").isPresent(), "no token is in the answer")
        .expect(body.string("expiresOn").isPresent(), "no expiresOn is in the answer")
        .expect(
            body.string("userId").filter(isUser).isPresent(),
            "userId is not that of the token's user")
        .expect(
            answer.header("Cache-Control").contains("no-store"), "Cache-Control is not no-store")
        .finding("");
  }

  /** With the subject token in the body, where a caller token is the bearer. */
  private HttpRequest.Builder request(
      String path, SuppliedToken bearer, Optional<SuppliedToken> subject) {
    HttpRequest.Builder request = BrokerClient.bearing(client.exchangeAt(path), bearer.value());
    if (bearer.name().equals(CALLER) && subject.isPresent()) {
      request
          .header("Content-Type", "application/json")
          .POST(
              BodyPublishers.ofString(
                  new JsonText().with("accessToken", subject.get().value()).end()));
    }
    return request;
  }
}
