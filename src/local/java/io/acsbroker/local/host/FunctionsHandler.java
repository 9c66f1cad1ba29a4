package io.acsbroker.local.host;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** From a request on the wire to a function, and back. */
record FunctionsHandler(FunctionsApp app, Routes routes, Logger logger, CorsPolicy cors)
    implements HttpHandler {

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      RequestReader reader = new RequestReader(exchange, app.limits());
      HostPath path = reader.path();
      OptionalInt refusal = RequestLimits.refusal(exchange, path);
      if (refusal.isPresent()) {
        endConnection(exchange);
        Answer.empty(refusal.getAsInt()).send(exchange);
      } else if (cors.takesPreflight(exchange)) {
        reader.drain();
        cors.allowPreflight(exchange);
        Answer.empty(204).send(exchange);
      } else {
        Answer answer = answer(reader, path);
        answer.putHeaders(exchange);
        cors.allow(exchange);
        if (reader.bodyTooLarge()) {
          endConnection(exchange);
        }
        answer.send(exchange);
      }
    }
  }

  /** A body may still be on its way: nothing else can come over this connection, and it is said. */
  private static void endConnection(HttpExchange exchange) {
    exchange.getResponseHeaders().set("Connection", "close");
  }

  private Answer answer(RequestReader reader, HostPath path) throws IOException {
    String method = reader.exchange().getRequestMethod();
    Optional<Answer> own = HostAddresses.answer(method, path);
    Optional<String> function = routes.find(method, path);
    if (own.isPresent() || function.filter(app::serves).isEmpty()) {
      reader.drain();
      return own.orElse(Answer.empty(404));
    }
    // The host fails, rather than refuse, over a body that is too large and an address without host
    return reader.host().isEmpty() || reader.bodyTooLarge()
        ? Answer.empty(500)
        : answer(app.function(function.get()), reader.read());
  }

  private Answer answer(DiscoveredFunction function, FunctionRequest request) {
    try {
      // The worker takes only responses of its own builder
      return invoke(function, request) instanceof FunctionResponse response
          ? Answer.of(response)
          : failed(function, "it returned no response that its request had built");
    } catch (InvocationTargetException e) {
      return failed(function, new Failure(e.getTargetException()).toString());
    } catch (Throwable e) {
      // Everything, as the worker does: an Error is an empty 500 too
      return failed(function, new Failure(e).toString());
    }
  }

  private @Nullable Object invoke(DiscoveredFunction function, FunctionRequest request)
      throws Exception {
    Object instance = app.instances().instance(function.method().getDeclaringClass());
    return function.invoke(instance, request, InvocationContext.of(function, logger));
  }

  private static Answer failed(DiscoveredFunction function, String how) {
    System.err.println("The function " + function.name() + " failed: " + how);
    return Answer.empty(500);
  }
}
