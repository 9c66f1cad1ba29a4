package io.acsbroker.local.host;

import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatusType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A response as a function built it: of a header set twice, the last value. */
record FunctionResponse(HttpStatusType status, Map<String, String> headers, @Nullable Object body)
    implements HttpResponseMessage {

  @Override
  public HttpStatusType getStatus() {
    return status;
  }

  /** Letter case counts here, as in the worker. */
  @Override
  public @Nullable String getHeader(String key) {
    return headers.get(key);
  }

  @Override
  public @Nullable Object getBody() {
    return body;
  }

  /** Says nothing of headers and body, which hold tokens. */
  @Override
  public String toString() {
    return "FunctionResponse[" + status.value() + "]";
  }

  /** A response that is not finished. */
  static final class Draft implements HttpResponseMessage.Builder {
    private final Map<String, String> headers = new LinkedHashMap<>();
    private HttpStatusType status;
    private @Nullable Object body;

    Draft(HttpStatusType status) {
      this.status = status;
    }

    @Override
    public Draft status(HttpStatusType newStatus) {
      status = newStatus;
      return this;
    }

    @Override
    public Draft header(String key, String value) {
      headers.put(key, value);
      return this;
    }

    @Override
    public Draft body(@Nullable Object newBody) {
      body = newBody;
      return this;
    }

    @Override
    public HttpResponseMessage build() {
      return new FunctionResponse(status, new LinkedHashMap<>(headers), body);
    }
  }
}
