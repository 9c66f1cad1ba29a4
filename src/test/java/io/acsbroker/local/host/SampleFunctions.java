package io.acsbroker.local.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One function for each behaviour that the host is held to. */
public final class SampleFunctions {
  static final AtomicInteger MADE = new AtomicInteger();

  /** Counts the objects made, as the host makes one an invocation. */
  public SampleFunctions() {
    MADE.incrementAndGet();
  }

  @FunctionName("echo")
  public HttpResponseMessage echo(
      @HttpTrigger(
              name = "request",
              route = "samples/echo",
              methods = {
                HttpMethod.GET,
                HttpMethod.HEAD,
                HttpMethod.PUT,
                HttpMethod.POST,
                HttpMethod.OPTIONS
              })
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    context.getLogger().info("echo " + context.getFunctionName());
    String said =
        String.join(
            "\n",
            request.getHttpMethod() + " " + request.getUri(),
            "headers " + new TreeMap<>(request.getHeaders()),
            "query " + new TreeMap<>(request.getQueryParameters()),
            "body " + request.getBody());
    return request.createResponseBuilder(HttpStatus.OK).body(said).build();
  }

  @FunctionName("posted")
  public HttpResponseMessage posted(
      @HttpTrigger(
              name = "request",
              route = "samples/posted",
              methods = {HttpMethod.POST})
          HttpRequestMessage<Optional<String>> request) {
    return request
        .createResponseBuilder(HttpStatus.CREATED)
        .header("X-Sample", "first")
        .header("X-Sample", "last")
        .header("Content-Type", "application/json")
        .body("{}")
        .build();
  }

  @FunctionName("single")
  public HttpResponseMessage single(
      @HttpTrigger(
              name = "request",
              route = "samples/{id}",
              methods = {HttpMethod.GET})
          HttpRequestMessage<Optional<String>> request) {
    return request.createResponseBuilder(HttpStatus.OK).body("single".getBytes(UTF_8)).build();
  }

  @FunctionName("subtree")
  public HttpResponseMessage subtree(
      @HttpTrigger(
              name = "request",
              route = "samples/{*rest}",
              methods = {HttpMethod.GET})
          HttpRequestMessage<Optional<String>> request) {
    return request.createResponseBuilder(HttpStatus.OK).body("subtree").build();
  }

  @FunctionName("named")
  public HttpResponseMessage named(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET})
          HttpRequestMessage<Optional<String>> request) {
    return request.createResponseBuilder(HttpStatus.NO_CONTENT).body("not sent").build();
  }

  @FunctionName("throwing")
  public HttpResponseMessage throwing(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET})
          HttpRequestMessage<Optional<String>> request) {
    throw new StackOverflowError("secret of " + request.getUri());
  }

  @FunctionName("nothing")
  public @Nullable HttpResponseMessage nothing(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET})
          HttpRequestMessage<Optional<String>> request) {
    return null;
  }

  @FunctionName("split")
  public HttpResponseMessage split(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET})
          HttpRequestMessage<Optional<String>> request) {
    return request.createResponseBuilder(HttpStatus.OK).header("X-Sample", "a\r\nb: c").build();
  }

  @FunctionName("environment")
  public HttpResponseMessage environment(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET})
          HttpRequestMessage<Optional<String>> request) {
    String name = request.getQueryParameters().getOrDefault("name", "");
    String value = Optional.ofNullable(System.getenv(name)).orElse("none");
    return request.createResponseBuilder(HttpStatus.OK).body(value).build();
  }
}
