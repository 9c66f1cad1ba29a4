package io.acsbroker.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.net.LoopbackHandler;
import io.acsbroker.local.net.LoopbackRequest;
import java.time.Duration;
import java.util.Base64;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** A service that lets one user's requests wait, and nobody else's. */
record SlowForOne(SampleUser user, Duration delay) implements UnaryOperator<LoopbackHandler> {
  /** What a token says of its user, in the text of a request or a header. */
  private static final Pattern CLAIMS = Pattern.compile("eyJ[\\w-]+\\.(eyJ[\\w-]+)\\.");

  @Override
  public LoopbackHandler apply(LoopbackHandler handler) {
    return request ->
        isOf(request) ? handler.answer(request).after(delay) : handler.answer(request);
  }

  private boolean isOf(LoopbackRequest request) {
    String sent =
        request.target()
            + "\n"
            + request.header("authorization").orElse("")
            + "\n"
            + request.text();
    return sent.contains(user.objectId())
        || CLAIMS
            .matcher(sent)
            .results()
            .anyMatch(
                token ->
                    new String(Base64.getUrlDecoder().decode(token.group(1)), UTF_8)
                        .contains(user.objectId()));
  }
}
