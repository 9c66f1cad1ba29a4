package io.acsbroker.deployment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Tokens with which whoever receives them could change things: the Azure CLI's own, above all. */
final class PowerfulToken {
  private static final Set<String> RESOURCES =
      Set.of(
          "https://management.azure.com",
          "https://management.core.windows.net",
          "https://management.usgovcloudapi.net",
          "https://management.core.usgovcloudapi.net",
          "https://management.chinacloudapi.cn",
          "https://management.core.chinacloudapi.cn",
          "797f4846-ba00-4fd7-ba43-dac1f8f63013",
          "https://vault.azure.net",
          "https://vault.usgovcloudapi.net",
          "https://vault.azure.cn",
          "cfa8b339-82a2-471a-a3c9-0fc0be7a4093",
          "https://graph.windows.net",
          "00000002-0000-0000-c000-000000000000",
          "https://storage.azure.com",
          "https://database.windows.net",
          "https://communication.azure.com");
  private static final Set<String> GRAPH =
      Set.of(
          "https://graph.microsoft.com",
          "https://graph.microsoft.us",
          "https://dod-graph.microsoft.us",
          "https://microsoftgraph.chinacloudapi.cn",
          "00000003-0000-0000-c000-000000000000");

  /** What a plain sign-in asks Graph for. */
  private static final Set<String> HARMLESS_SCOPES =
      Set.of("email", "openid", "profile", "user.read", "user.readbasic.all");

  private PowerfulToken() {}

  static boolean is(SuppliedToken token) {
    return token.audiences().stream()
        .map(PowerfulToken::plain)
        .anyMatch(it -> RESOURCES.contains(it) || (GRAPH.contains(it) && !isHarmless(token)));
  }

  static boolean isGraph(String audience) {
    return GRAPH.contains(plain(audience));
  }

  private static boolean isHarmless(SuppliedToken token) {
    return token
        .claims()
        .string("scp")
        .map(scopes -> Arrays.asList(scopes.toLowerCase(Locale.ROOT).split(" ", -1)))
        .filter(HARMLESS_SCOPES::containsAll)
        .isPresent();
  }

  private static String plain(String audience) {
    return audience.toLowerCase(Locale.ROOT).replaceFirst("/+$", "");
  }
}
