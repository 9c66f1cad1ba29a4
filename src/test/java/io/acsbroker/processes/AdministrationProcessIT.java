package io.acsbroker.processes;

import static io.acsbroker.administration.KeptIdentities.CLOUD;
import static io.acsbroker.administration.KeptIdentities.TENANT;
import static io.acsbroker.administration.KeptIdentities.id;
import static io.acsbroker.administration.KeptIdentities.person;
import static io.acsbroker.processes.AdministrationProcess.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.administration.KeptIdentities;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.overhttp.RunningBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The administrator's command in a process of its own: interrupted, and signed in. */
@Tag("slow")
@DisabledOnOs(OS.WINDOWS)
class AdministrationProcessIT {
  /** What shells call a process that SIGINT, or SIGTERM, has ended: 128 and its number. */
  private static final Set<Integer> INTERRUPTED = Set.of(130, 143);

  @TempDir private Path folder;
  private final KeptIdentities kept = new KeptIdentities();

  @AfterEach
  void undisturbed() {
    CLOUD.acs().identityRequests().answerAll(null);
  }

  private Process start(Map<String, String> environment, String words, String... more)
      throws IOException {
    List<String> arguments = kept.arguments(words);
    arguments.addAll(List.of(more));
    return AdministrationProcess.start(environment, arguments);
  }

  private static Map<String, String> keys() {
    return Map.of(
        "COMMUNICATION_SERVICES_CONNECTION_STRING", CLOUD.acs().connectionString(),
        "BROKER_IDENTITY_TABLE_CONNECTION_STRING", CLOUD.table().connectionString());
  }

  @Test
  void finishesWhatIsUnderWayWhenItIsInterruptedAndGoesOnTheNextTime() throws Exception {
    kept.keepAll(3);
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    CLOUD
        .acs()
        .identityRequests()
        .disturb(
            handler ->
                request -> {
                  reached.countDown();
                  assertTrue(interrupted.await(30, TimeUnit.SECONDS));
                  return handler.answer(request);
                });
    String tenant = "--tenant=" + TENANT.value();
    Process process = start(keys(), "remove all identities", tenant);
    assertTrue(reached.await(30, TimeUnit.SECONDS));
    interrupt(process.pid());
    awaitHook(process);
    interrupted.countDown();

    String text = text(process);
    assertTrue(INTERRUPTED.contains(process.waitFor()), text);
    assertTrue(
        text.endsWith(
            """
            removed    %s  1 of 3
            Stopped.
            1 of 3 identities removed. For the rest, run the same command again with -Dafter=%s.
            """
                .formatted(id(1), id(1))),
        text);
    assertFalse(kept.hasRow(person(1)));
    assertEquals(2, kept.rows());

    CLOUD.acs().identityRequests().answerAll(null);
    kept.command("remove all identities", tenant).assertDone("2 of 2 identities removed.");
    assertEquals(0, kept.rows());
  }

  /** Killed between ACS and the table, it says nothing, and the same command does the rest. */
  @Test
  void endsWithNothingLeftWhereItWasKilled() throws Exception {
    kept.keepAll(3);
    CountDownLatch reached = new CountDownLatch(2);
    CountDownLatch killed = new CountDownLatch(1);
    CountDownLatch removed = new CountDownLatch(2);
    CLOUD
        .acs()
        .identityRequests()
        .disturb(
            handler ->
                request -> {
                  reached.countDown();
                  if (reached.getCount() == 0) {
                    assertTrue(killed.await(30, TimeUnit.SECONDS));
                  }
                  CannedAnswer answer = handler.answer(request);
                  removed.countDown();
                  return answer;
                });
    String tenant = "--tenant=" + TENANT.value();
    Process process = start(keys(), "remove all identities", tenant);
    assertTrue(reached.await(30, TimeUnit.SECONDS));
    assertTrue(process.toHandle().destroyForcibly());
    String text = text(process);
    assertEquals(137, process.waitFor(), text);
    killed.countDown();
    assertTrue(removed.await(30, TimeUnit.SECONDS));
    assertEquals(2, kept.rows());

    CLOUD.acs().identityRequests().answerAll(null);
    kept.command("remove all identities", tenant)
        .assertDone("removed    " + id(2) + "  1 of 2  (ACS had none any more)")
        .assertDone("2 of 2 identities removed.");
    assertEquals(0, kept.rows());
    Process again = start(keys(), "remove all identities", tenant);
    assertEquals(2, again.waitFor(), text(again));
  }

  /** As Ctrl-C does. What a script runs in the background ignores that, and takes the second. */
  private static void interrupt(long pid) throws Exception {
    String kill = "kill -INT %1$d; kill -TERM %1$d".formatted(pid);
    assertEquals(0, new ProcessBuilder("sh", "-c", kill).inheritIO().start().waitFor());
  }

  /** Until the process has begun to end, as its threads show. */
  private static void awaitHook(Process process) throws Exception {
    Instant end = Instant.now().plusSeconds(30);
    Path jstack = Path.of(System.getProperty("java.home"), "bin", "jstack");
    while (Instant.now().isBefore(end)) {
      Process threads = new ProcessBuilder(jstack.toString(), Long.toString(process.pid())).start();
      if (text(threads).contains("Stop.awaitEnd")) {
        return;
      }
    }
    throw new AssertionError("the process does not end");
  }

  private void program(String name, String script) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  private static String token(String resource) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    CLOUD.identity().endpoint() + "?api-version=2019-08-01&resource=" + resource))
            .header("X-IDENTITY-HEADER", CLOUD.identity().secret());
    return RunningBroker.json(RunningBroker.send(request)).string("access_token").orElseThrow();
  }

  /** Prints what azd does, which is asked for a token of each service by its scope. */
  private static String azd() {
    String end = Instant.now().plusSeconds(3600).toString().replaceFirst("\\.\\d+", "");
    String answer = "echo '{\"token\": \"%s\", \"expiresOn\": \"" + end + "\"}'";
    return "case \"$*\" in *storage*) "
        + answer.formatted(token("https://storage.azure.com"))
        + ";; *) "
        + answer.formatted(token("https://communication.azure.com/"))
        + ";; esac";
  }

  @Test
  void signsInAtAcsAndAtTheTableAsThePersonWhoRunsIt() throws Exception {
    kept.keep(person(1));
    program("azd", azd());
    Process process =
        start(
            Map.of("PATH", folder + ":/usr/bin:/bin"),
            "remove all identities",
            "--tenant=" + TENANT.value(),
            "--sign-in=true");
    String text = text(process);
    assertEquals(0, process.waitFor(), text);
    assertTrue(text.contains("1 of 1 identity removed."), text);
    assertFalse(text.contains("eyJ"), "a token");
    assertEquals(0, kept.rows());
  }

  @Test
  void signsInAtAcsAndAtTheTableAsTheMachine() throws Exception {
    kept.keep(person(1));
    Map<String, String> machine =
        Map.of(
            "IDENTITY_ENDPOINT", CLOUD.identity().endpoint().toString(),
            "IDENTITY_HEADER", CLOUD.identity().secret());
    Process process =
        start(
            machine,
            "revoke all identities",
            "--tenant=" + TENANT.value(),
            "--managed-identity=true");
    String text = text(process);
    assertEquals(0, process.waitFor(), text);
    assertTrue(text.contains("1 of 1 identity revoked."), text);
  }

  /**
   * What the Azure CLI says of ACS as people have reported it, and of nobody's sign-in. The Azure
   * SDK makes the same failure of both, since both name {@code az login}.
   *
   * @see <a href="https://github.com/Azure/azure-sdk-for-net/issues/35816">The report</a>
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Please run az login",
        "AADSTS65002: Consent between first party application"
            + " 04b07795-8ddb-461a-bbee-02f9e1bf7b46 and first party resource"
            + " 632ec9eb-fad7-4cbd-993a-e72973ba2acc must be configured via preauthorization. To"
            + " re-authenticate, please run: az login --scope"
            + " https://communication.azure.com//.default"
      })
  void saysWhichWaysThereAreWhereNoSignInGivesAToken(String error) throws Exception {
    program("azd", "echo 'ERROR: not logged in' >&2; exit 1");
    program("az", "echo 'ERROR: " + error + "' >&2; exit 1");
    Process process =
        start(
            Map.of("PATH", folder + ":/usr/bin:/bin"),
            "find all identities",
            "--tenant=" + TENANT.value(),
            "--sign-in=true");
    assertEquals(
        "Neither azd nor the Azure CLI gave a token of yours: run azd auth login or az login, in the"
            + " tenant of the resource. Where az says AADSTS65002, no sign-in of yours helps: Entra"
            + " gives the Azure CLI no token for Communication Services. Use"
            + " COMMUNICATION_SERVICES_CONNECTION_STRING, -DmanagedIdentity=true, or an application"
            + " of your own by az login --service-principal.\n",
        text(process));
    assertEquals(1, process.waitFor());
  }
}
