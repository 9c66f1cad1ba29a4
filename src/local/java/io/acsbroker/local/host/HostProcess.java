package io.acsbroker.local.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A Functions host in a JVM of its own, which ends with this one at the latest. */
public final class HostProcess implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Process process;
  private final Consumer<String> lines;
  private final CompletableFuture<URI> ready = new CompletableFuture<>();
  private final Thread output;
  private final Thread errors;
  private final Thread shutdownHook = new Thread(this::stop, "functions-host-shutdown");

  private HostProcess(Process process, Consumer<String> lines) {
    this.process = process;
    this.lines = lines;
    this.output = reader("functions-host-output", process.getInputStream());
    this.errors = reader("functions-host-errors", process.getErrorStream());
  }

  /**
   * Starts the child and does not wait for it.
   *
   * @param lines gets what the child prints on either stream, one line at a time, without the ready
   *     line
   * @throws HostStartException where the operating system refuses
   */
  public static HostProcess start(HostLaunch launch, Consumer<String> lines) throws IOException {
    HostProcess host = new HostProcess(process(launch), lines);
    Runtime.getRuntime().addShutdownHook(host.shutdownHook);
    host.output.start();
    host.errors.start();
    host.process.getOutputStream().close();
    var unused = host.process.onExit().thenAccept(host::failUnlessReady);
    return host;
  }

  private static Process process(HostLaunch launch) {
    try {
      return launch.processBuilder().start();
    } catch (IOException refused) {
      throw new HostStartException(
          "The operating system refuses to start the Functions host"
              + launch
                  .longestSetting()
                  .map(
                      setting ->
                          ", perhaps for too long an environment (Linux takes 128 KiB of each"
                              + " setting): the longest is "
                              + setting)
                  .orElse("")
              + ".",
          refused);
    }
  }

  private Thread reader(String name, InputStream stream) {
    return Thread.ofPlatform().daemon().name(name).unstarted(() -> read(stream));
  }

  private void read(InputStream stream) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        accept(line);
      }
    } catch (IOException e) {
      // The stream ends with the child, which onExit tells
    }
  }

  private void accept(String line) {
    Optional<URI> uri = ready.isDone() ? Optional.empty() : FunctionsHostCommand.readyUri(line);
    uri.ifPresentOrElse(ready::complete, () -> pass(line));
  }

  private synchronized void pass(String line) {
    lines.accept(line);
  }

  private void failUnlessReady(Process ended) {
    joinReaders();
    ready.completeExceptionally(
        new HostStartException(
            "The Functions host ended with exit code "
                + ended.exitValue()
                + " before it was ready."));
  }

  /**
   * The address of the host, once it answers there.
   *
   * @throws HostStartException if the child ends first, or is not ready in time
   */
  public URI awaitReady(Duration limit) throws InterruptedException {
    try {
      return ready.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof HostStartException why
          ? why
          : new HostStartException("The Functions host failed.", e);
    } catch (TimeoutException e) {
      throw new HostStartException(
          "The Functions host was not ready within " + limit.toMillis() + " ms.", e);
    }
  }

  /** The child as the operating system knows it, for whoever measures it. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Completes with the exit code when the child has ended and all its lines are passed on. */
  public CompletableFuture<Integer> onExit() {
    return process
        .onExit()
        .thenApply(
            ended -> {
              joinReaders();
              return ended.exitValue();
            });
  }

  /** Ends the child, by force after ten seconds, and waits until it has ended. */
  @Override
  public void close() {
    stop();
    joinReaders();
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException e) {
      // This JVM ends already, and the hook finds nothing to stop
    }
  }

  /**
   * By its handle: a {@link Process} that is destroyed loses the lines that nobody has read yet.
   */
  private void stop() {
    var unused = handle().destroy();
    try {
      if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
        var unusedForce = handle().destroyForcibly();
        var unusedCode = process.waitFor();
      }
    } catch (InterruptedException e) {
      var unusedForce = handle().destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void joinReaders() {
    try {
      output.join(GRACE.toMillis());
      errors.join(GRACE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
