package io.acsbroker.local.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageServerTest {
  private final HttpClient client = HttpClient.newHttpClient();
  @TempDir private Path parent;
  private PageServer server;

  @BeforeEach
  void start() throws IOException {
    Path folder = parent.resolve("dist");
    Files.createDirectories(folder.resolve("assets"));
    Files.writeString(parent.resolve("secret.txt"), "not for pages");
    Files.writeString(folder.resolve("index.html"), "<title>The page</title>");
    Files.writeString(folder.resolve("assets/page.js"), "void 0;");
    Files.writeString(
        folder.resolve("headers.json"),
        "{\"Content-Security-Policy\":\"connect-src {broker} {authority}\"}");
    server = PageServer.start(0, folder);
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  private void publish() {
    server.publish(
        Map.of("clientId", "a client"),
        URI.create("http://localhost:7071"),
        URI.create("http://localhost:7072"));
  }

  private HttpResponse<String> send(String method, String target) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.origin() + target))
            .method(method, BodyPublishers.noBody())
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String target) throws Exception {
    return send("GET", target);
  }

  @Test
  void triesAgainByItselfUntilThePageIsThere() throws Exception {
    HttpResponse<String> response = get("/");

    assertEquals(503, response.statusCode());
    assertEquals("2", response.headers().firstValue("Refresh").orElseThrow());
  }

  @Test
  void deliversThePageWithItsHeadersForThisBrokerAndThisEntra() throws Exception {
    publish();
    HttpResponse<String> response = get("/");

    assertEquals("<title>The page</title>", response.body());
    assertEquals(
        "connect-src http://localhost:7071 http://localhost:7072",
        response.headers().firstValue("Content-Security-Policy").orElseThrow());
  }

  @Test
  void knowsTheTypesOfItsFiles() throws Exception {
    publish();

    assertEquals(
        "text/javascript; charset=utf-8",
        get("/assets/page.js").headers().firstValue("Content-Type").orElseThrow());
  }

  @Test
  void tellsThePageItsSettings() throws Exception {
    publish();

    assertEquals("{\"clientId\":\"a client\"}", get("/settings.json").body());
  }

  @ParameterizedTest
  @CsvSource({
    "/../secret.txt, 404",
    "/%2e%2e/secret.txt, 404",
    "/assets, 404",
    "/page.exe, 404",
    // Could be the address of another host
    "//etc/hosts.txt, 400"
  })
  void hasNothingElse(String path, int status) throws Exception {
    publish();

    assertEquals(status, get(path).statusCode());
  }

  @Test
  void isOnlyRead() throws Exception {
    publish();

    assertEquals(405, send("POST", "/").statusCode());
    assertTrue(send("HEAD", "/").body().isEmpty());
  }
}
