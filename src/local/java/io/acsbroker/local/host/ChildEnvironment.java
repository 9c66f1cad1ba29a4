package io.acsbroker.local.host;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The environment of a child: what it inherits, less what app and host read, and what is given. */
record ChildEnvironment(Map<String, String> given) {
  private static final List<String> PREFIXES =
      List.of("ENTRA_", "TEAMS_", "COMMUNICATION_SERVICES_", "BROKER_");
  private static final Set<String> NAMES =
      Set.of(
          "AZURE_FUNCTIONS_ENVIRONMENT",
          "IDENTITY_ENDPOINT",
          "IDENTITY_HEADER",
          "MSI_ENDPOINT",
          "WEBSITE_INSTANCE_ID",
          "WEBSITE_SITE_NAME",
          "CONTAINER_NAME",
          "CONTAINER_APP_NAME",
          "AZURE_CLIENT_ID",
          "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT");

  /** Changes an inherited environment so that of the app's settings only the given ones count. */
  void applyTo(Map<String, String> environment) {
    environment.keySet().removeIf(ChildEnvironment::isReadByTheApp);
    environment.putAll(given);
  }

  private static boolean isReadByTheApp(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return NAMES.contains(upper) || PREFIXES.stream().anyMatch(upper::startsWith);
  }
}
