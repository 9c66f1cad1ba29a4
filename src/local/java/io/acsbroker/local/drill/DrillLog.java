package io.acsbroker.local.drill;

import io.acsbroker.local.host.HostStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the broker of a drill writes, in a file that one drill has for itself. */
public final class DrillLog implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;

  private DrillLog(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Opens the file, and makes it where it is not there.
   *
   * @throws HostStartException where another drill writes to it
   */
  public static DrillLog open(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!locked(channel)) {
      channel.close();
      throw new HostStartException("There is a drill already, which writes to " + file + ".");
    }
    return new DrillLog(file, channel);
  }

  /** Whether no drill of this or another process has it; until it is closed, none gets it. */
  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException ofThisProcess) {
      return false;
    }
  }

  /** Where it is. */
  public Path file() {
    return file;
  }

  /** Takes away what was written. */
  public synchronized void empty() {
    try {
      channel.truncate(0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Writes a line at the end. */
  public synchronized void add(String line) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
