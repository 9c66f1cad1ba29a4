package io.acsbroker.config;

import static io.acsbroker.config.SampleIssuers.document;
import static io.acsbroker.config.SampleIssuers.most;
import static io.acsbroker.config.SampleIssuers.unbound;
import static io.acsbroker.config.SampleIssuers.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is changed in a document that is whole, the log says where, and nothing is thrown. */
class CallerIssuersMutationTest {
  private static final String LONG = "x".repeat(501);

  /** Values that no member may have, but for a few. */
  private static final List<String> JUNK =
      List.of(
          "7",
          "-1",
          "1.5",
          "true",
          "null",
          "''",
          "' '",
          "'a\\u0007'",
          "'" + LONG + "'",
          "[]",
          "{}",
          "[7]",
          "[null]",
          "['']",
          "['a','a']",
          "[['a']]",
          "{'x':1}",
          "['" + LONG + "']",
          "[" + "'a',".repeat(100) + "'b']");

  private static Map<String, String> whole() {
    return most();
  }

  private static Map<String, String> wholeWithTenants() {
    return with(unbound("['*']"), "routes", "['identity','exchange']");
  }

  private static Stream<String> members() {
    return Stream.concat(whole().keySet().stream(), Stream.of("tenants"));
  }

  private static ConfigReading read(String document) {
    return BrokerConfig.read(
        Map.of(
            "COMMUNICATION_SERVICES_ENDPOINT",
            "https://contoso.communication.azure.com",
            "ENTRA_TENANT_IDS",
            SampleSettings.TENANT,
            "ENTRA_CLIENT_IDS",
            SampleSettings.CLIENT,
            "BROKER_CALLER_ISSUERS",
            document));
  }

  private static List<String> problems(String document) {
    return read(document).problems().stream().map(ConfigProblem::toString).toList();
  }

  /** Whether a value is no mistake, or is one at two places. */
  private static boolean isException(String member, String junk) {
    return (member + junk).equals("maxLifetimeMinutes7")
        || (member + junk).equals("requiredScopes[]")
        || (member + junk).equals("requiredClaims{'x':1}")
        || (member + junk).equals("clientClaimnull")
        || (member.equals("binding") && junk.startsWith("{"))
        || (member.equals("machine") && junk.startsWith("{'"));
  }

  @ParameterizedTest
  @MethodSource("members")
  void ofOneMemberIsOneProblemThatNamesIt(String member) {
    Map<String, String> entry = member.equals("tenants") ? wholeWithTenants() : whole();
    assertEquals(List.of(), problems(document(entry)));
    for (String junk : JUNK) {
      if (!isException(member, junk)) {
        List<String> found = problems(document(with(entry, member, junk)));
        assertEquals(1, found.size(), junk + " " + found);
        String place = "BROKER_CALLER_ISSUERS: issuers[0]." + member;
        assertTrue(found.getFirst().matches("\\Q" + place + "\\E[. ].*"), found::toString);
      }
    }
  }

  @Test
  void ofAnyCharactersThrowsNothingAndBlamesNoOtherSetting() {
    Random random = new Random(31);
    Map<String, String> other = with(wholeWithTenants(), "issuer", "'https://other.example'");
    String whole = document(whole(), with(other, "name", "'other'"));
    assertEquals(List.of(), problems(whole));
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      List<String> found = problems(mutated(whole, random));
      refused += found.isEmpty() ? 0 : 1;
      for (String problem : found) {
        assertTrue(problem.startsWith("BROKER_CALLER_ISSUERS: "), problem);
        assertFalse(problem.contains("acme"), problem);
      }
    }
    assertTrue(refused > 1000 && refused < 3000, "refused " + refused);
  }

  private static String mutated(String whole, Random random) {
    StringBuilder text = new StringBuilder(whole);
    List<Character> characters =
        new ArrayList<>(List.of('"', '\\', '/', '~', ',', '{', '}', '[', ']', ':'));
    characters.addAll(List.of('7', 'a', ' ', '\0', '\u00e9', '\ud83d', '#', '?', '@', '.'));
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int at = random.nextInt(text.length());
      char with = characters.get(random.nextInt(characters.size()));
      switch (random.nextInt(3)) {
        case 0 -> text.setCharAt(at, with);
        case 1 -> text.insert(at, with);
        default -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(40)));
      }
    }
    return text.toString();
  }
}
