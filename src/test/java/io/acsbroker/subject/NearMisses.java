package io.acsbroker.subject;

import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.token.AllowedTenants;
import java.util.List;
import java.util.Map;

/** For each claim and header parameter, values that are right somewhere, or nearly. */
final class NearMisses {
  private static final String CONTOSO = SampleToken.CONTOSO.value();
  private static final String FABRIKAM = SampleToken.FABRIKAM.value();

  private static final Map<String, List<String>> TEXTS =
      Map.ofEntries(
          Map.entry(
              "aud",
              List.of(
                  "1fd5118e-2576-4263-8130-9503064c837a",
                  "https://auth.msft.communication.azure.com",
                  "https://auth.msft.communication.azure.com/",
                  "https://communication.azure.com",
                  "https://communication.azure.com/clients",
                  "https://graph.microsoft.com")),
          Map.entry(
              "iss",
              List.of(
                  "https://sts.windows.net/" + CONTOSO + "/",
                  "https://sts.windows.net/" + FABRIKAM + "/",
                  "https://login.microsoftonline.com/" + CONTOSO + "/v2.0",
                  "https://login.microsoftonline.com/" + FABRIKAM + "/v2.0",
                  "https://fabrikam.ciamlogin.com/" + FABRIKAM + "/v2.0",
                  "https://fabrikam.scm.azurewebsites.net",
                  "https://fabrikam.azurestaticapps.net/.auth")),
          Map.entry("tid", List.of(FABRIKAM, AllowedTenants.CONSUMERS.value(), "common")),
          Map.entry("ver", List.of("1.0", "2.0", "1", "2")),
          Map.entry("appid", List.of(SampleDirectory.CLIENT_ID, "{" + CONTOSO + "}")),
          Map.entry("azp", List.of(SampleDirectory.CLIENT_ID, "{" + CONTOSO + "}")),
          Map.entry("oid", List.of(SampleDirectory.ALEX.objectId(), "me")),
          Map.entry("scp", List.of("openid", "a a", "a  b", "a b ", "a\tb", "a\"")),
          Map.entry("roles", List.of("Teams.Manage")),
          Map.entry("idtyp", List.of("user", "app", "User")),
          Map.entry("uti", List.of("x".repeat(64), "x".repeat(65), "x y", "x\ny", "")),
          Map.entry("alg", List.of("none", "HS256", "RS512", "PS256")),
          Map.entry("typ", List.of("at+jwt", "JWS")),
          Map.entry("kid", List.of("../keys", "*")));

  /** Seconds from now at which a rule of times begins or ceases to hold, for some other time. */
  private static final List<Long> EDGES =
      List.of(-108_060L, -108_000L, -60L, 0L, 60L, 3_600L, 104_400L, 108_000L, 108_060L);

  private NearMisses() {}

  static String text(String name, Choices choices) {
    return choices.oneOf(TEXTS.getOrDefault(name, List.of("", "0", "true", "null")));
  }

  /** An edge, a second before it, or one after it. */
  static long seconds(Choices choices) {
    return choices.oneOf(EDGES) + choices.below(3) - 1;
  }
}
