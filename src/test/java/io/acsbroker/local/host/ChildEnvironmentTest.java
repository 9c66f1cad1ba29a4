package io.acsbroker.local.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChildEnvironmentTest {
  @Test
  void inheritsEverythingButTheSettingsOfTheApp() {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", "/bin");
    environment.put("JAVA_TOOL_OPTIONS", "-Dx=y");
    environment.put("BROKER_API_SCOPE", "inherited");
    environment.put("Entra_Tenant_Ids", "inherited");
    environment.put("TEAMS_AUDIENCES", "inherited");
    environment.put("COMMUNICATION_SERVICES_ENDPOINT", "inherited");
    environment.put("IDENTITY_ENDPOINT", "inherited");
    environment.put("AZURE_FUNCTIONS_ENVIRONMENT", "Development");
    environment.put("MSI_ENDPOINT", "inherited");
    environment.put("WEBSITE_INSTANCE_ID", "inherited");
    environment.put("WEBSITE_SITE_NAME", "inherited");
    environment.put("CONTAINER_NAME", "inherited");
    environment.put("IDENTITY_HEADER", "inherited");
    environment.put("AZURE_CLIENT_ID", "inherited");
    environment.put("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT", "1");

    new ChildEnvironment(Map.of("TEAMS_AUDIENCES", "given")).applyTo(environment);

    assertEquals(
        Map.of("PATH", "/bin", "JAVA_TOOL_OPTIONS", "-Dx=y", "TEAMS_AUDIENCES", "given"),
        environment);
  }
}
