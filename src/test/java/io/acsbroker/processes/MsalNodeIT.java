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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A console app signs in with MSAL for Node as it is, in a browser and by device code, where Node
 * is there; and the broker takes its tokens.
 */
class MsalNodeIT {
  private static final Path SOURCE = Path.of("src/test/node/signin");
  private static final Path INSTALLED = Path.of("target/node/signin");
  private static final LocalCloud CLOUD = RunningBroker.CLOUD;
  private static final SampleUser ADELE = SampleDirectory.ADELE;

  @TempDir private Path folder;

  @Test
  void signsInAndItsTokensAreExchanged() throws Exception {
    Optional<Node> node = Node.find();
    assumeTrue(node.isPresent(), Node.MISSING + ": nobody signed in with MSAL for Node");
    Path log = folder.resolve("signin.log");
    assertTrue(
        NodePackage.copy(SOURCE, INSTALLED).install(node.get(), log),
        () -> "npm ci fails: " + FailureLog.of(log));
    try (RunningBroker broker = RunningBroker.start()) {
      String brokerUrl = broker.uri("/").toString().replaceFirst("/$", "");
      assertEquals(0, signIn(log, brokerUrl), () -> FailureLog.of(log));
      assertTrue(Files.readString(log).contains(" pass 5"), () -> FailureLog.of(log));
    }
  }

  private int signIn(Path log, String brokerUrl) throws Exception {
    ProcessBuilder command =
        new ProcessBuilder(
                "node",
                "signin.js",
                CLOUD.entra().secureAuthority().toString(),
                brokerUrl,
                SampleDirectory.NATIVE_CLIENT_ID,
                ADELE.userName(),
                ADELE.objectId())
            .directory(INSTALLED.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    command.environment().put("NODE_EXTRA_CA_CERTS", certificate().toString());
    Process process = command.start();
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
