package io.acsbroker.local.host;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Starts a host, prints its address and dies at once, without shutdown hooks. */
public final class HaltingParent {
  private HaltingParent() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    HostLaunch launch =
        new HostLaunch(
            0, Path.of(args[0]), Path.of(args[1]), ClassPath.current(), List.of(), Map.of());
    // Halt, not close: what is tested is that nobody stops the child
    @SuppressWarnings("resource")
    HostProcess host = HostProcess.start(launch, System.err::println);
    System.out.println(host.awaitReady(Duration.ofSeconds(30)));
    Runtime.getRuntime().halt(0);
  }
}
