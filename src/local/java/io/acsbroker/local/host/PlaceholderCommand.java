package io.acsbroker.local.host;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A host that serves a staged app in the two ways in which a start happens. With {@code
 * --app=FOLDER} it loads the app before it listens. Without, it is a placeholder, as the platform
 * keeps them: it serves {@link #WARM_UP} alone, until standard input has told it the app's
 * environment, a line of {@code NAME=VALUE} each, and in a line of {@code =FOLDER} the app itself.
 * Requests for the app wait until it is loaded. The process ends with its standard input.
 */
public final class PlaceholderCommand {
  /** The route that a placeholder serves itself. */
  public static final String WARM_UP = "placeholder/warm-up";

  /** What its JVM needs, since an environment is not meant to change. */
  public static final String JVM_FLAG = "--add-opens=java.base/java.util=ALL-UNNAMED";

  private static final int BACKLOG = 256;

  static {
    // Read once, by the first server of the process: without it loopback answers are delayed
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final FunctionsHandler warmUp = handler(warmUp());
  private final CompletableFuture<Taken> app = new CompletableFuture<>();

  private PlaceholderCommand() {}

  /** An app that is loaded, and the class loader that threads of its requests have. */
  private record Taken(FunctionsHandler handler, ClassLoader loader) {}

  /** Takes {@code --port=N} and, where it is to be no placeholder, {@code --app=FOLDER}. */
  public static void main(String[] args) throws IOException {
    PlaceholderCommand command = new PlaceholderCommand();
    int status = 0;
    try {
      if (args.length > 1) {
        command.take(Path.of(value(args[1])));
      }
      command.listen(Integer.parseInt(value(args[0])));
      command.obey();
    } catch (HostStartException e) {
      System.err.println(e.getMessage());
      status = 1;
    }
    System.exit(status);
  }

  private static String value(String argument) {
    return argument.substring(argument.indexOf('=') + 1);
  }

  private static FunctionsApp warmUp() {
    return new FunctionsApp(
        List.of(DiscoveredFunction.of(PlaceholderFunction.class.getDeclaredMethods()[0]).get()),
        InstanceSource.ofConstructors(),
        "",
        Set.of(),
        RequestLimits.OF_THE_HOST);
  }

  private static FunctionsHandler handler(FunctionsApp app) {
    Logger logger = Logger.getAnonymousLogger();
    logger.setUseParentHandlers(false);
    logger.setLevel(Level.ALL);
    logger.addHandler(new OneLineLog(System.out));
    return new FunctionsHandler(app, app.routes(), logger, CorsPolicy.NONE);
  }

  private void listen(int port) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
    server.setExecutor(
        Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("invocation-", 0).factory()));
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    if (exchange.getRequestURI().getPath().equals("/" + WARM_UP)) {
      warmUp.handle(exchange);
    } else {
      Taken taken = app.join();
      Thread.currentThread().setContextClassLoader(taken.loader());
      taken.handler().handle(exchange);
    }
  }

  private void take(Path folder) {
    FunctionsHandler handler = handler(new StagedApp(folder).load());
    app.complete(new Taken(handler, Thread.currentThread().getContextClassLoader()));
  }

  private void obey() throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Map<String, String> environment = new TreeMap<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String name = line.substring(0, line.indexOf('='));
      if (name.isEmpty()) {
        OwnEnvironment.replaceBy(environment);
        take(Path.of(value(line)));
      } else {
        environment.put(name, value(line));
      }
    }
  }
}
