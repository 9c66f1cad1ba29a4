package io.acsbroker.http;

import static com.microsoft.azure.functions.HttpMethod.DELETE;
import static com.microsoft.azure.functions.HttpMethod.GET;
import static com.microsoft.azure.functions.HttpMethod.HEAD;
import static com.microsoft.azure.functions.HttpMethod.OPTIONS;
import static com.microsoft.azure.functions.HttpMethod.PATCH;
import static com.microsoft.azure.functions.HttpMethod.POST;
import static com.microsoft.azure.functions.HttpMethod.PUT;
import static com.microsoft.azure.functions.HttpMethod.TRACE;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import java.util.Optional;

/**
 * {@code GET /.well-known/oauth-protected-resource/api/…}: the {@link ResourceMetadata} of a route.
 */
public final class ResourceMetadataFunction {
  private final Readiness readiness;
  private final FunctionRunner runner;

  public ResourceMetadataFunction(Readiness readiness, FunctionRunner runner) {
    this.readiness = readiness;
    this.runner = runner;
  }

  /** Answers for every route; 404 for what is none, and where the broker has no public address. */
  @FunctionName("ResourceMetadata")
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              route = ResourceMetadata.WELL_KNOWN + "/{*path}",
              methods = {GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, TRACE},
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return runner.run(
        request,
        context,
        () -> readiness.answer(ready -> LoggedAnswer.with(answer(request, ready))));
  }

  private static Answer answer(
      HttpRequestMessage<Optional<String>> request, Readiness.Ready ready) {
    Optional<String> document =
        ready.metadata().flatMap(metadata -> metadata.at(request.getUri().getRawPath()));
    if (document.isEmpty()) {
      return NotFoundFunction.nothingHere(ready);
    }
    return FunctionRunner.READING.contains(request.getHttpMethod())
        ? new Answer.Success(200, "metadata", document.get())
        : MethodNotAllowed.except(FunctionRunner.READING, request.getHttpMethod());
  }
}
