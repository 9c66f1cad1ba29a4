package io.acsbroker.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.config.ConfigReading.Configured;
import io.acsbroker.config.ConfigReading.Misconfigured;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Settings that are whole, of which a test changes one or two. */
final class SampleSettings {
  static final String TENANT = "11111111-1111-4111-8111-111111111111";
  static final String OTHER_TENANT = "22222222-2222-4222-8222-222222222222";
  static final String CLIENT = "33333333-3333-4333-8333-333333333333";
  static final String OTHER_CLIENT = "44444444-4444-4444-8444-444444444444";
  static final String API = "aaaaaaaa-5555-4555-8555-555555555555";
  static final String IDENTITY = "66666666-6666-4666-8666-666666666666";
  static final String GROUP = "bbbbbbbb-7777-4777-8777-777777777777";

  private final Map<String, String> environment =
      new HashMap<>(
          Map.of("COMMUNICATION_SERVICES_ENDPOINT", "https://contoso.communication.azure.com"));

  private SampleSettings() {}

  /** With the least that is needed. */
  static SampleSettings flat() {
    return new SampleSettings().with("ENTRA_TENANT_IDS", TENANT).with("ENTRA_CLIENT_IDS", CLIENT);
  }

  static SampleSettings withCallers() {
    return flat().with("BROKER_API_CLIENT_ID", API);
  }

  static SampleSettings onBehalfOf() {
    return withCallers().with("BROKER_ON_BEHALF_OF", "true").with("AZURE_CLIENT_ID", IDENTITY);
  }

  /** These, with a document in place of what it stands in for. */
  SampleSettings withPolicy(String document) {
    return without("ENTRA_TENANT_IDS").without("ENTRA_CLIENT_IDS").with("BROKER_POLICY", document);
  }

  SampleSettings with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  SampleSettings without(String name) {
    environment.remove(name);
    return this;
  }

  ConfigReading read() {
    return BrokerConfig.read(environment);
  }

  BrokerConfig config() {
    return assertInstanceOf(Configured.class, read()).config();
  }

  CallerSettings callers() {
    return config().callers().orElseThrow();
  }

  EntraCallers entraCallers() {
    return callers().entra().orElseThrow();
  }

  /** What is wrong, in words. */
  List<String> problems() {
    return assertInstanceOf(Misconfigured.class, read()).problems().stream()
        .map(ConfigProblem::toString)
        .toList();
  }

  List<String> warnings() {
    return read().warnings().stream().map(ConfigProblem::toString).toList();
  }

  void areRefusedFor(String... problems) {
    assertEquals(List.of(problems), problems());
  }
}
