package io.acsbroker.deployment;

import io.acsbroker.deployment.Finding.NotChecked;
import io.acsbroker.deployment.Finding.Sound;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What anybody can send who has no token at all. */
record RefusalChecks(Optional<String> servedTenant, InstantSource clock, BrokerClient client) {
  private static final ExpectedRefusal NO_TOKEN =
      new ExpectedRefusal(401, Set.of("bearer_token_missing"), "Bearer");
  private static final ExpectedRefusal INVALID = ExpectedRefusal.unauthenticated("token_invalid");

  /** Brokers that cannot tell a forged key from a new one say so. */
  private static final ExpectedRefusal FORGED =
      ExpectedRefusal.unauthenticated("token_invalid", "signing_key_unknown");

  private static final ExpectedRefusal NOT_SERVED =
      new ExpectedRefusal(403, Set.of("tenant_not_allowed"), "");

  /** Brokers that take no tokens of Entra's as bearer say so before they look for a key. */
  private static final ExpectedRefusal NOT_OF_ENTRA =
      new ExpectedRefusal(403, Set.of("caller_issuer_not_allowed"), "");

  private static final String ELSEWHERE =
      "callers of this broker sign in elsewhere (BROKER_CALLER_ISSUERS)";

  void run(Report report) throws NoBrokerException, InterruptedException {
    report.check(
        "a request without a token is refused",
        () -> NO_TOKEN.compare(client.ask(client.exchange())),
        Prerequisite.SETTINGS);
    report.check(
        "garbage is refused", () -> INVALID.compare(answerTo("garbage")), Prerequisite.SETTINGS);
    if (servedTenant.isPresent()) {
      String tenant = servedTenant.get();
      report.check(
          "a forged signature is refused",
          () -> signature(answerTo(forged(tenant))),
          Prerequisite.SETTINGS,
          Prerequisite.SIGNING_KEYS);
    } else {
      report.add(
          "a forged signature is refused",
          new NotChecked("-Dtenant=<the id of a tenant that the broker serves>"));
    }
    report.check(
        "a tenant that is not allowed is refused",
        this::strangers,
        Prerequisite.SETTINGS,
        Prerequisite.SIGNING_KEYS);
  }

  private static Finding signature(BrokerAnswer answer) {
    return NOT_OF_ENTRA.compare(answer) instanceof Sound
        ? new NotChecked("the token caller, by -Dtokens: " + ELSEWHERE)
        : FORGED.compare(answer);
  }

  private Finding strangers() throws NoBrokerException, InterruptedException {
    BrokerAnswer answer = answerTo(forged(UUID.randomUUID().toString()));
    if (FORGED.compare(answer) instanceof Sound) {
      return new Sound(
          "401, for its signature: this broker serves any organisation" + " (ENTRA_TENANT_IDS=*)");
    }
    return NOT_OF_ENTRA.compare(answer) instanceof Sound
        ? new Sound("403, for its issuer: " + ELSEWHERE)
        : NOT_SERVED.compare(answer);
  }

  private String forged(String tenant) {
    return ForgedToken.ofTenant(tenant, clock.instant());
  }

  private BrokerAnswer answerTo(String token) throws NoBrokerException, InterruptedException {
    return client.ask(client.exchange(token));
  }
}
