package io.acsbroker.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.node.FailureLog;
import io.acsbroker.local.node.Node;
import io.acsbroker.local.node.NodePackage;
import io.acsbroker.overhttp.RunningBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A console app signs in with MSAL for Node as it is, in a browser and by device code, where Node
 * is there; and the broker takes its tokens. So do the apps that docs/clients/node.md shows.
 */
@Tag("slow")
class MsalNodeIT {
  private static final Path SOURCE = Path.of("src/test/node/signin");
  private static final Path INSTALLED = Path.of("target/node/signin");
  private static final Path CLIENT = Path.of("web/client");
  private static final Path SNIPPETS = Path.of("docs/snippets");
  private static final LocalCloud CLOUD = RunningBroker.CLOUD;
  private static final SampleUser ADELE = SampleDirectory.ADELE;

  @TempDir private Path folder;

  @Test
  void signsInAndItsTokensAreExchanged() throws Exception {
    Node node = node();
    Path log = folder.resolve("signin.log");
    install(NodePackage.copy(SOURCE, INSTALLED), node, log);
    try (RunningBroker broker = RunningBroker.start()) {
      String entra = CLOUD.entra().secureAuthority().toString();
      String client = SampleDirectory.NATIVE_CLIENT_ID;
      String name = ADELE.userName();
      String id = ADELE.objectId();
      int exitCode = run(INSTALLED, log, "signin.js", entra, url(broker), client, name, id);
      assertEquals(0, exitCode, () -> FailureLog.of(log));
      assertTrue(Files.readString(log).contains(" pass 5"), () -> FailureLog.of(log));
    }
  }

  /** The console app and the web server of docs/clients/node.md. */
  @Test
  void snippetsSignInAndHandOnTokens() throws Exception {
    Node node = node();
    Path log = folder.resolve("snippets.log");
    install(new NodePackage(CLIENT), node, log);
    install(new NodePackage(SNIPPETS), node, log);
    assertEquals(0, node.run(SNIPPETS, log, "run", "compile"), () -> FailureLog.of(log));
    SampleUser challenged = SampleDirectory.ALEX;
    CLOUD.acs().challenge(challenged, "{\"access_token\":{\"acrs\":{\"value\":\"c1\"}}}");
    try (RunningBroker broker = RunningBroker.start()) {
      String entra = CLOUD.entra().secureAuthority().toString();
      String client = SampleDirectory.NATIVE_CLIENT_ID;
      int exitCode =
          run(SNIPPETS, log, "node.js", url(broker), entra, client, challenged.userName());
      assertEquals(0, exitCode, () -> FailureLog.of(log));
      assertTrue(Files.readString(log).contains(" skipped 0"), () -> FailureLog.of(log));
    } finally {
      CLOUD.acs().withdrawChallenges();
    }
  }

  private static Node node() throws InterruptedException {
    Optional<Node> node = Node.find();
    assumeTrue(node.isPresent(), Node.MISSING + ": nobody signed in with MSAL for Node");
    return node.get();
  }

  private static void install(NodePackage folder, Node node, Path log) throws Exception {
    assertTrue(folder.install(node, log), () -> "npm ci fails: " + FailureLog.of(log));
  }

  private static String url(RunningBroker broker) {
    return broker.uri("/").toString().replaceFirst("/$", "");
  }

  private int run(Path directory, Path log, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("node"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("NODE_EXTRA_CA_CERTS", certificate().toString());
    Process process = builder.start();
    try {
      return process.waitFor();
    } finally {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
  }

  private Path certificate() throws IOException {
    return Files.writeString(folder.resolve("certificate.pem"), CLOUD.certificate().pem());
  }
}
