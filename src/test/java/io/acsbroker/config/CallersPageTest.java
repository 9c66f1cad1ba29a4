package io.acsbroker.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.token.AccessRules;
import io.acsbroker.token.CallerIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The documents of {@code docs/callers.md} are read as they stand there. */
class CallersPageTest {
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "(?m)^#### (.+)\n\n(?:[^#\n][^\n]*\n\n)?```json\n(\\{\"issuers\": [\\s\\S]+?)```");
  private static final Pattern RULES =
      Pattern.compile("```json\n(\\{\\s+\"rules\": [\\s\\S]+?)```");

  private static String page() throws IOException {
    return Files.readString(Path.of("docs/callers.md"));
  }

  private static List<CallerIssuer> read(String document) {
    return SampleSettings.flat().with("BROKER_CALLER_ISSUERS", document).callers().issuers();
  }

  @Test
  void hasADocumentForEachProductThatIsTaken() throws Exception {
    List<String> taken =
        EXAMPLE
            .matcher(page())
            .results()
            .flatMap(
                example ->
                    read(example.group(2)).stream()
                        .map(issuer -> example.group(1) + ": " + issuer.name()))
            .toList();
    assertEquals(
        List.of(
            "Entra External ID: customers",
            "Auth0: auth0",
            "Okta: okta",
            "Keycloak: keycloak",
            "Ory Hydra: hydra",
            "Amazon Cognito: cognito"),
        taken);
  }

  /** A rule that cannot be read would cost its tenant, and tell so in a warning. */
  @Test
  void hasAPolicyOfWhichEveryRuleIsRead() throws Exception {
    Matcher policy = RULES.matcher(page());
    assertTrue(policy.find());
    SampleSettings settings = SampleSettings.withCallers().withPolicy(policy.group(1));
    assertEquals(List.of(), settings.warnings());
    assertEquals(
        2, assertInstanceOf(AccessRules.ForEach.class, settings.config().rules()).rules().size());
  }

  /** None is left out because it is written in another way. */
  @Test
  void hasNoOtherDocument() throws Exception {
    assertEquals(
        EXAMPLE.matcher(page()).results().count(), page().split("\"issuers\": ", -1).length - 1);
  }
}
