package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ONE_REGISTRATION_CLIENT_ID;

import io.acsbroker.local.entra.EntraResource;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.entra.TokenOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Handler;
import java.util.stream.Collectors;

/** Where the rules say that the broker's API is its own and only client. */
enum OneRegistration {
  FLAT,
  POLICY;

  static final String API = "api://" + ONE_REGISTRATION_CLIENT_ID;

  /** A broker whose rules are written in this form, with further settings. */
  RunningBroker start(Handler log, String... further) {
    Map<String, String> settings = new HashMap<>(RunningBroker.CLOUD.settingsForOneRegistration());
    settings
        .keySet()
        .retainAll(
            Arrays.asList("BROKER_API_CLIENT_ID", "ENTRA_CLIENT_IDS", "BROKER_CALLER_CLIENT_IDS"));
    if (this == POLICY) {
      settings.putAll(policy());
    }
    for (int i = 0; i < further.length; i += 2) {
      settings.put(further[i], further[i + 1]);
    }
    return CallerFixture.start(settings, log);
  }

  private static Map<String, String> policy() {
    String rules =
        SampleDirectory.DIRECTORY.served().stream()
            .map(
                organisation ->
                    "{\"tenant\":\"%s\",\"clients\":[\"%s\"],\"callerClients\":[\"%s\"]}"
                        .formatted(
                            organisation.tenantId(),
                            ONE_REGISTRATION_CLIENT_ID,
                            ONE_REGISTRATION_CLIENT_ID))
            .collect(Collectors.joining(","));
    Map<String, String> settings = new HashMap<>();
    settings.put("BROKER_POLICY", "{\"rules\":[" + rules + "]}");
    for (String flat :
        new String[] {"ENTRA_TENANT_IDS", "ENTRA_CLIENT_IDS", "BROKER_CALLER_CLIENT_IDS"}) {
      settings.put(flat, "");
    }
    return settings;
  }

  static TokenOrder caller(SampleUser user) {
    return TokenOrder.forItself(user);
  }

  static TokenOrder subject(SampleUser user) {
    return TokenOrder.forUser(user).withClientId(ONE_REGISTRATION_CLIENT_ID);
  }

  static TokenOrder subject(SampleUser user, EntraResource resource) {
    return TokenOrder.forUser(user, resource).withClientId(ONE_REGISTRATION_CLIENT_ID);
  }

  static String token(TokenOrder order) {
    return RunningBroker.CLOUD.entra().token(order);
  }
}
