package io.acsbroker.local;

import io.acsbroker.local.node.Node;
import io.acsbroker.local.table.Azurite;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.Optional;

/**
 * Where the ACS identities of a local cloud are kept: in Azurite, where Node is there, and in
 * memory otherwise.
 *
 * @param cloud as it keeps them
 */
record LocalTable(LocalCloud cloud, Optional<Azurite> azurite) implements AutoCloseable {
  /** Starts it where there are callers, and says in one line which it is. */
  static LocalTable start(LocalCloud cloud, LocalArguments arguments, PrintStream out)
      throws IOException, InterruptedException {
    if (arguments.way() == Way.DIRECT) {
      return new LocalTable(cloud, Optional.empty());
    }
    Optional<Node> node = Node.find();
    if (node.isEmpty()) {
      return inMemory(cloud, Node.MISSING, out);
    }
    if (!Files.exists(Azurite.folder(arguments.project()).resolve("node_modules"))) {
      out.println("npm fetches Azurite, which ACS identities are kept in, once.");
    }
    if (!Azurite.install(arguments.project(), node.get())) {
      return inMemory(cloud, "npm cannot install Azurite, target/azurite.log says why", out);
    }
    try {
      Azurite azurite = Azurite.start(arguments.project(), cloud.certificate(), LocalCloud.TABLE);
      out.println("ACS identities are kept in Azurite at " + azurite.endpoint() + " .");
      return new LocalTable(cloud.keepingIdentitiesIn(azurite), Optional.of(azurite));
    } catch (IOException | IllegalStateException notStarted) {
      return inMemory(cloud, "Azurite does not start, target/azurite.log says why", out);
    }
  }

  private static LocalTable inMemory(LocalCloud cloud, String reason, PrintStream out) {
    out.println("ACS identities are kept in memory: " + reason + ".");
    return new LocalTable(cloud, Optional.empty());
  }

  @Override
  public void close() {
    azurite.ifPresent(Azurite::close);
  }
}
