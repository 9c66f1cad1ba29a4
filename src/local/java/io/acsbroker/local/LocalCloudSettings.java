package io.acsbroker.local;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The settings of a running local cloud as a file, so that another broker can be run against it.
 */
final class LocalCloudSettings {
  private static final String FILE = "target/local-cloud.settings.json";

  private LocalCloudSettings() {}

  /** Writes the file, and prints how to use it. */
  static void write(LocalCloud cloud, Path project, PrintStream out) throws IOException {
    String json =
        JSONObjectUtils.toJSONString(Map.of("IsEncrypted", false, "Values", cloud.settings()));
    Files.createDirectories(project.resolve(FILE).getParent());
    Files.writeString(project.resolve(FILE), json);
    out.println("Another broker against this cloud, as long as it is up:");
    out.println();
    out.printf(
        "JAVA_TOOL_OPTIONS='%s' ./mvnw -Plocal -Dlocal.port=7081 -Dlocal.settings=%s%n",
        String.join(" ", cloud.trustFlags()), FILE);
    out.println();
  }
}
