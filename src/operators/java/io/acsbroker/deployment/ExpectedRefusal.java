package io.acsbroker.deployment;

import io.acsbroker.deployment.Finding.Scrutiny;
import io.acsbroker.json.JsonObject;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A refusal of the broker's, as docs/errors.md has it.
 *
 * @param codes any one of these
 * @param challenge how {@code WWW-Authenticate} begins, but for {@code resource_metadata}; empty
 *     for none
 */
record ExpectedRefusal(int status, Set<String> codes, String challenge) {
  private static final Pattern METADATA =
      Pattern.compile("^Bearer resource_metadata=\"[^\"]*\"(?:,|$)");

  static ExpectedRefusal unauthenticated(String... codes) {
    return new ExpectedRefusal(401, Set.of(codes), "Bearer error=\"invalid_token\"");
  }

  Finding compare(BrokerAnswer answer) {
    JsonObject body = answer.body();
    boolean rightCode = body.string("code").filter(codes::contains).isPresent();
    String challenged = METADATA.matcher(answer.header("WWW-Authenticate")).replaceFirst("Bearer");
    boolean rightChallenge =
        challenge.contains(" ") ? challenged.startsWith(challenge) : challenged.equals(challenge);
    return new Scrutiny()
        .expect(
            answer.status() == status && rightCode,
            "should be "
                + status
                + " "
                + String.join(" or ", new TreeSet<>(codes))
                + ", is "
                + answer.summary())
        .expect(answer.hasType("application/problem+json"), "is no application/problem+json")
        .expect(body.string("correlationId").isPresent(), "has no correlationId")
        .expect(
            answer.header("Cache-Control").contains("no-store"), "Cache-Control is not no-store")
        .expect(rightChallenge, "WWW-Authenticate is not as it should be")
        .finding("");
  }
}
