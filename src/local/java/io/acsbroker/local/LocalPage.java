package io.acsbroker.local;

import io.acsbroker.local.entra.Application;
import io.acsbroker.local.entra.ApplicationKind;
import io.acsbroker.local.entra.BrokerApi;
import io.acsbroker.local.entra.Directory;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.node.Node;
import io.acsbroker.local.page.PageBuild;
import io.acsbroker.local.page.PageServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The sample page beside a local cloud: built and served where Node is there. */
final class LocalPage implements AutoCloseable {
  private final PageServer server;
  private final CompletableFuture<Optional<String>> problem;

  private LocalPage(PageServer server, PageBuild page, Node node) {
    this.server = server;
    this.problem =
        CompletableFuture.supplyAsync(
            () -> page.run(node), task -> Thread.ofPlatform().daemon().start(task));
  }

  /** Serves it and begins to build it, or prints in one line why not. */
  static Optional<LocalPage> start(LocalArguments arguments, PrintStream out)
      throws IOException, InterruptedException {
    if (!arguments.page()) {
      return Optional.empty();
    }
    if (arguments.way() == Way.ELSEWHERE) {
      out.println(
          "No sample page: here an app brings a sign-in of its own, and the page has none.");
      return Optional.empty();
    }
    Optional<Node> node = Node.find();
    if (node.isEmpty()) {
      out.println("No sample page: " + Node.MISSING + ". Everything else works without it.");
      return Optional.empty();
    }
    PageBuild build = new PageBuild(arguments.project());
    int port = FreePort.preferred(arguments.port() == 0 ? 0 : arguments.port() + 2);
    return Optional.of(new LocalPage(PageServer.start(port, build.output()), build, node.get()));
  }

  /** The origin of its own. */
  URI origin() {
    return server.origin();
  }

  /** Prints its address, and serves it there as soon as it is built. */
  void open(LocalCloud cloud, Way way, URI broker, PrintStream out) {
    if (client(cloud.directory(), way).isEmpty()) {
      out.println(
          "No sample page: the directory has no application that is a page (kind spa) and gets"
              + " tokens for ACS, which it could be.");
      return;
    }
    out.println("Sign in as a sample user, in a browser: " + server.origin() + "/");
    if (!problem.isDone()) {
      out.println("npm is building it; the first time it fetches what that takes, a minute or so.");
    }
    out.println();
    Thread.ofPlatform()
        .daemon()
        .start(
            () ->
                problem
                    .join()
                    .ifPresentOrElse(out::println, () -> publish(cloud, way, broker, out)));
  }

  private void publish(LocalCloud cloud, Way way, URI broker, PrintStream out) {
    server.publish(settings(cloud, way, broker), broker, cloud.entra().authority());
    out.println("The page is there: " + server.origin() + "/");
  }

  private static Map<String, Object> settings(LocalCloud cloud, Way way, URI broker) {
    BrokerApi api = cloud.directory().brokerApi();
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("brokerUrl", broker.toString());
    settings.put("clientId", client(cloud.directory(), way).map(Application::clientId).orElse(""));
    settings.put("tenantId", "organizations");
    settings.put("authorityHost", cloud.entra().authority().toString());
    settings.put("userKinds", kinds(way));
    settings.put("guestTenants", guestTenants(cloud.directory()));
    settings.put("localCloud", true);
    if (way != Way.DIRECT) {
      settings.put(
          "brokerApi",
          Map.of(
              "clientId", api.clientId(),
              "scope", api.scope(),
              "onBehalfOf", way == Way.ON_BEHALF_OF));
    }
    return settings;
  }

  /** The kinds of user that the broker has tokens for. */
  private static List<String> kinds(Way way) {
    return way == Way.DIRECT
        ? List.of("teams", "entra", "teamsPhone")
        : List.of("teams", "entra", "teamsPhone", "identity");
  }

  /** Where guests sign in as such, since elsewhere they sign in at home. */
  static List<Map<String, String>> guestTenants(Directory directory) {
    return directory.users().stream()
        .filter(SampleUser::guest)
        .map(SampleUser::organisation)
        .distinct()
        .map(it -> Map.of("name", it.name(), "tenantId", it.tenantId()))
        .toList();
  }

  /** The application that the page is. */
  static Optional<Application> client(Directory directory, Way way) {
    List<Application> pages =
        directory.applications().stream().filter(it -> it.kind() == ApplicationKind.SPA).toList();
    Optional<Application> forAcs = pages.stream().filter(Application::forAcs).findFirst();
    return way == Way.ON_BEHALF_OF ? forAcs.or(() -> pages.stream().findFirst()) : forAcs;
  }

  @Override
  public void close() {
    server.close();
  }
}
