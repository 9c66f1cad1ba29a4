package io.acsbroker.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.config.ConfigReading.Misconfigured;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of which nothing can be made, whatever their setting. */
class UnusableValueTest {
  private static final String UNRESOLVED =
      ": the platform could not resolve its reference; it says why in the app's settings in the"
          + " portal, usually that the app's identity may not read the secret";

  private static List<String> problemsOf(Setting setting, String value) {
    return SampleSettings.onBehalfOf().with(setting.name(), value).problems().stream()
        .filter(problem -> problem.startsWith(setting.name() + ":"))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void areReferencesThatThePlatformCouldNotResolve(Setting setting) {
    assertEquals(
        List.of(setting.name() + UNRESOLVED),
        problemsOf(setting, " @Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/s)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Microsoft.KeyVault(VaultName=v;SecretName=s)",
        "@microsoft.keyvault(SecretUri=)",
        "@Microsoft.AppConfiguration(Endpoint=https://c.azconfig.io; Key=k)"
      })
  void areReferencesInEveryForm(String reference) {
    assertEquals(
        List.of("BROKER_API_CLIENT_SECRET" + UNRESOLVED),
        problemsOf(Setting.BROKER_API_CLIENT_SECRET, reference));
  }

  /** What documents are has a sentence of its own. */
  @ParameterizedTest
  @EnumSource(
      names = {"BROKER_POLICY", "BROKER_CALLER_ISSUERS"},
      mode = EnumSource.Mode.EXCLUDE)
  void areValuesInQuotationMarks(Setting setting) {
    for (String quoted : List.of("\"x\"", "'x'", "\u201cx\u201d")) {
      assertEquals(
          List.of(setting.name() + ": must have no quotation marks around it"),
          problemsOf(setting, quoted));
    }
  }

  @Test
  void areConnectionStringsInQuotationMarks() {
    SampleSettings.flat()
        .without("COMMUNICATION_SERVICES_ENDPOINT")
        .with(
            "COMMUNICATION_SERVICES_CONNECTION_STRING",
            "\"endpoint=https://contoso.communication.azure.com/;accesskey=c2VjcmV0\"")
        .areRefusedFor(
            "COMMUNICATION_SERVICES_CONNECTION_STRING: must have no quotation marks around it");
  }

  @Test
  void areNamedAllAtOnce() {
    Map<String, String> environment =
        Arrays.stream(Setting.values())
            .map(Setting::name)
            .collect(Collectors.toMap(Function.identity(), name -> "@Microsoft.KeyVault(x)"));
    List<String> problems =
        assertInstanceOf(Misconfigured.class, BrokerConfig.read(environment)).problems().stream()
            .map(ConfigProblem::toString)
            .toList();
    assertEquals(
        Arrays.stream(Setting.values()).map(setting -> setting.name() + UNRESOLVED).toList(),
        problems);
  }
}
