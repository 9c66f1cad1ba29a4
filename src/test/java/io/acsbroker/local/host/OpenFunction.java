package io.acsbroker.local.host;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import java.util.Optional;

/** A function that wants to decide for itself who may read its answers. */
public final class OpenFunction {

  @FunctionName("open")
  public HttpResponseMessage open(
      @HttpTrigger(name = "request", methods = HttpMethod.GET)
          HttpRequestMessage<Optional<String>> request) {
    return request
        .createResponseBuilder(HttpStatus.OK)
        .header("Access-Control-Allow-Origin", "*")
        .header("access-control-allow-credentials", "true")
        .header("Access-Control-Expose-Headers", "X-Sample")
        .body("open")
        .build();
  }
}
