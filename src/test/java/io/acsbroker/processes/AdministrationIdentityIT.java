package io.acsbroker.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.LocalCloud;
import io.acsbroker.overhttp.RunningBroker;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The administrator's command with a managed identity, which the SDK looks for in the process. */
class AdministrationIdentityIT {
  private static final LocalCloud CLOUD = RunningBroker.CLOUD;

  private static String list(Map<String, String> environment, int exitCode)
      throws IOException, InterruptedException {
    List<String> arguments =
        List.of(
            "--endpoint=" + CLOUD.acs().endpoint(), "--command=list", "--managed-identity=true");
    Process process = AdministrationProcess.start(environment, arguments);
    String text = AdministrationProcess.text(process);
    assertEquals(exitCode, process.waitFor(), text);
    return text;
  }

  private static Map<String, String> environment(String clientId) {
    return Map.of(
        "IDENTITY_ENDPOINT", CLOUD.identity().endpoint().toString(),
        "IDENTITY_HEADER", CLOUD.identity().secret(),
        "AZURE_CLIENT_ID", clientId);
  }

  @Test
  void signsInAsTheManagedIdentityOfTheMachine() throws Exception {
    String text = list(environment(CLOUD.identity().userAssignedClientId()), 0);
    assertTrue(text.contains("assignments at " + CLOUD.acs().endpoint() + "."), text);
  }

  @Test
  void saysThatThereIsNoSuchIdentity() throws Exception {
    String text = list(environment("00000000-0000-0000-0000-000000000000"), 1);
    assertTrue(text.startsWith("There is no managed identity here, or none with the"), text);
  }
}
