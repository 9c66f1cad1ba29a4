package io.acsbroker.local.page;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackRequest;
import io.acsbroker.local.net.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Serves the built page; until it is built, a page that tries again by itself. */
public final class PageServer implements AutoCloseable {
  private static final CannedAnswer NOT_YET =
      new CannedAnswer(
          503,
          Map.of("Content-Type", "text/plain; charset=utf-8", "Refresh", "2", "Retry-After", "2"),
          "The page is being built, or its broker is starting. This tries again by itself.\n",
          Duration.ZERO);

  private final Path folder;
  private final LoopbackServer server;
  private volatile Optional<Published> published = Optional.empty();

  private record Published(Map<String, Object> settings, URI broker, URI authority) {}

  private PageServer(int port, Path folder) throws IOException {
    this.folder = folder;
    this.server = LoopbackServer.http(port, this::answer);
  }

  /**
   * Serves from now on.
   *
   * @param port 0 for any free one
   * @param folder where the page is built
   */
  public static PageServer start(int port, Path folder) throws IOException {
    return new PageServer(port, folder);
  }

  /** {@code http://localhost:<port>}. */
  public URI origin() {
    return URI.create("http://localhost:" + server.port());
  }

  /**
   * Serves the page itself from now on.
   *
   * @param settings what the page reads as {@code settings.json}
   * @param broker whom it may ask
   * @param authority where its users sign in
   */
  public void publish(Map<String, Object> settings, URI broker, URI authority) {
    published = Optional.of(new Published(settings, broker, authority));
  }

  @Override
  public void close() {
    server.close();
  }

  private CannedAnswer answer(LoopbackRequest request) throws IOException {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return CannedAnswer.text(405, "Only GET is answered here.\n");
    }
    Optional<Published> ready = published;
    return ready.isEmpty() ? NOT_YET : answer(request.path(), ready.get());
  }

  private CannedAnswer answer(String path, Published ready) throws IOException {
    if (path.equals("/settings.json")) {
      return CannedAnswer.json(200, ready.settings());
    }
    Optional<PageFile> file = PageFile.read(folder, path);
    if (file.isEmpty()) {
      return CannedAnswer.text(404, "Nothing is here.\n");
    }
    Map<String, String> headers =
        new HashMap<>(DeliveryHeaders.of(folder, ready.broker(), ready.authority()));
    headers.put("Content-Type", file.get().type());
    // Names of assets change with what is in them, but the next build may be another branch's
    headers.put("Cache-Control", "no-cache");
    return new CannedAnswer(200, headers, file.get().text(), Duration.ZERO);
  }
}
