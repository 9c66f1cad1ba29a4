package io.acsbroker.local.node;

import java.io.IOException;
import java.nio.file.Path;

/** Node's package manager. */
public interface Npm {
  /**
   * Runs it in a folder until it ends, with what it prints in a file, after what is there.
   *
   * @return its exit code, 0 for success
   */
  int run(Path folder, Path log, String... arguments) throws IOException, InterruptedException;
}
