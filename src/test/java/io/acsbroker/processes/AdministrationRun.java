package io.acsbroker.processes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.administration.AdministrationCommand;
import io.acsbroker.local.acs.AcsEmulator;
import io.acsbroker.local.acs.EntraAssignment;
import io.acsbroker.local.acs.EntraAssignments;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.overhttp.RunningBroker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/** What the administrator's command printed, and how it ended. */
record AdministrationRun(int exitCode, String text) {
  static final AcsEmulator ACS = RunningBroker.CLOUD.acs();
  static final String ADELE = SampleDirectory.ADELE.objectId();
  static final String CONTOSO = SampleDirectory.CONTOSO.tenantId();
  static final String FABRIKAM = SampleDirectory.FABRIKAM.tenantId();

  /** Two applications, in the order in which they are shown. */
  static final String ONE = SampleDirectory.CALLER_CLIENT_ID;

  static final String TWO = SampleDirectory.CLIENT_ID;

  private static final Map<String, String> WITH_KEY =
      Map.of("COMMUNICATION_SERVICES_CONNECTION_STRING", ACS.connectionString());

  /** Runs it with the key of the resource. */
  static AdministrationRun command(String words, String... more) throws InterruptedException {
    return withKey(
        Stream.concat(Stream.of("--command=" + words), Arrays.stream(more)).toArray(String[]::new));
  }

  private static AdministrationRun withKey(String... args) throws InterruptedException {
    return at(ACS.endpoint() + "/", "", WITH_KEY, args);
  }

  /** Runs it for the resource of the local cloud. */
  static AdministrationRun of(String standardInput, Map<String, String> environment, String... args)
      throws InterruptedException {
    return at(ACS.endpoint().toString(), standardInput, environment, args);
  }

  /** Runs it for this address. */
  static AdministrationRun at(
      String endpoint, String standardInput, Map<String, String> environment, String... args)
      throws InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayInputStream in = new ByteArrayInputStream(standardInput.getBytes(UTF_8));
    int exitCode =
        AdministrationCommand.run(
            in,
            new PrintStream(out, true, UTF_8),
            environment,
            Stream.concat(Stream.of("--endpoint=" + endpoint), Arrays.stream(args))
                .toArray(String[]::new));
    AdministrationRun run = new AdministrationRun(exitCode, out.toString(UTF_8));
    String key = ACS.connectionString().replaceFirst(".*accesskey=", "");
    assertFalse(run.text.contains("eyJ") || run.text.contains(key), "a credential");
    return run;
  }

  /** Makes these the assignments of the resource. */
  static void assign(Map<String, EntraAssignment> wanted) {
    EntraAssignments assignments = ACS.assignments();
    assignments.all().keySet().forEach(assignments::remove);
    wanted.forEach(assignments::put);
  }

  AdministrationRun assertDone(String line) {
    assertEquals(0, exitCode, text);
    return assertLine(line);
  }

  AdministrationRun assertRefused(String line) {
    assertEquals(1, exitCode, text);
    return assertLine(line);
  }

  private AdministrationRun assertLine(String line) {
    assertTrue(text.lines().anyMatch(line::equals), text);
    return this;
  }
}
