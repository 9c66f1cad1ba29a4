package io.acsbroker.processes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.administration.AdministrationCommand;
import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.host.ClassPath;
import io.acsbroker.overhttp.RunningBroker;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The administrator's command with a managed identity, which the SDK looks for in the process. */
class AdministrationIdentityIT {
  private static final LocalCloud CLOUD = RunningBroker.CLOUD;

  private static String list(Map<String, String> environment, int exitCode)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(CLOUD.trustFlags());
    line.add("-cp");
    line.add(String.join(File.pathSeparator, ClassPath.current()));
    line.add(AdministrationCommand.class.getName());
    line.add("--endpoint=" + CLOUD.acs().endpoint());
    line.add("--command=list");
    line.add("--managed-identity=true");
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
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
