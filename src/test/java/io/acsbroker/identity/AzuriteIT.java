package io.acsbroker.identity;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.acsbroker.local.net.LoopbackCertificate;
import io.acsbroker.local.node.Node;
import io.acsbroker.local.table.Azurite;
import io.acsbroker.local.table.TableService;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The store over Azurite, where Node is there. */
@Tag("slow")
class AzuriteIT extends IdentityStoreContract {
  private static @Nullable Azurite azurite;
  private static @Nullable SSLContext before;

  @BeforeAll
  static void start() throws Exception {
    Optional<Node> node = Node.find();
    assumeTrue(node.isPresent(), Node.MISSING + ": the store was not tried over Azurite");
    Path project = Path.of("").toAbsolutePath();
    assertTrue(Azurite.install(project, node.get()), "target/azurite.log says why not");
    LoopbackCertificate certificate = LoopbackCertificate.create();
    before = SSLContext.getDefault();
    SSLContext.setDefault(certificate.clientContext());
    azurite = Azurite.start(project, certificate, "AcsIdentities");
  }

  @AfterAll
  static void stop() {
    if (azurite != null) {
      azurite.close();
    }
    if (before != null) {
      SSLContext.setDefault(before);
    }
  }

  @Override
  TableService service() {
    if (azurite == null) {
      throw new IllegalStateException("not started");
    }
    return azurite;
  }
}
