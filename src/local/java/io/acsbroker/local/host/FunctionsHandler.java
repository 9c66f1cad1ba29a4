package io.acsbroker.local.host;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.util.Optional;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** From a request on the wire to a function, and back. */
record FunctionsHandler(Routes routes, InstanceSource instances, Logger logger, CorsPolicy cors)
    implements HttpHandler {

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      RequestReader reader = new RequestReader(exchange);
      if (reader.headersTooLarge()) {
        reader.drain();
        Answer.empty(431).send(exchange);
      } else if (cors.takesPreflight(exchange)) {
        reader.drain();
        cors.allowPreflight(exchange);
        Answer.empty(204).send(exchange);
      } else {
        dispatch(reader, exchange);
      }
    }
  }

  private void dispatch(RequestReader reader, HttpExchange exchange) throws IOException {
    Optional<URI> uri = uri(reader);
    Optional<DiscoveredFunction> function =
        uri.flatMap(u -> routes.find(exchange.getRequestMethod(), u));
    if (function.isPresent() && reader.bodyIsBinary()) {
      reader.drain();
      send(failed(function.get(), "its body cannot be bound to a text", exchange), exchange);
    } else if (uri.isPresent() && function.isPresent()) {
      send(answer(function.get(), reader.read(uri.get()), exchange), exchange);
    } else {
      reader.drain();
      send(Answer.empty(uri.isPresent() ? 404 : 400), exchange);
    }
  }

  private void send(Answer answer, HttpExchange exchange) throws IOException {
    cors.allow(exchange);
    answer.send(exchange);
  }

  private static Optional<URI> uri(RequestReader reader) {
    try {
      return Optional.of(reader.uri());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Answer answer(
      DiscoveredFunction function, FunctionRequest request, HttpExchange exchange) {
    try {
      // The worker takes only responses of its own builder
      if (!(invoke(function, request) instanceof FunctionResponse response)) {
        return failed(function, "it returned no response that its request had built", exchange);
      }
      Answer answer = Answer.of(response);
      answer.putHeaders(exchange);
      return answer;
    } catch (InvocationTargetException e) {
      return failed(function, new Failure(e.getTargetException()).toString(), exchange);
    } catch (Throwable e) {
      // Everything, as the worker does: an Error is an empty 500 too
      return failed(function, new Failure(e).toString(), exchange);
    }
  }

  private @Nullable Object invoke(DiscoveredFunction function, FunctionRequest request)
      throws Exception {
    Object instance = instances.instance(function.method().getDeclaringClass());
    return function.invoke(instance, request, InvocationContext.of(function, logger));
  }

  private static Answer failed(DiscoveredFunction function, String how, HttpExchange exchange) {
    System.err.println("The function " + function.name() + " failed: " + how);
    exchange.getResponseHeaders().clear();
    return Answer.empty(500);
  }
}
