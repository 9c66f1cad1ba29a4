package io.acsbroker.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.acsbroker.admission.ExchangeRequest;
import io.acsbroker.http.Answer.Problem;
import io.acsbroker.http.RequestReading.Read;
import io.acsbroker.http.RequestReading.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whatever a request is made of, it is taken for what it says, or refused as docs/errors.md has it.
 */
class RequestFuzz {
  private static final Pattern ERROR =
      Pattern.compile("(?m)^\\| (4\\d\\d) \\| (?:<a id=\"\\w+\"></a>)?`(\\w+)` \\|");
  private static final Set<String> CLIENT_ERRORS = clientErrors();

  @FuzzTest(maxDuration = "30s")
  void takesRequestsForWhatTheySayOrRefusesThem(FuzzedDataProvider data) {
    Map<String, String> headers = FuzzedRequest.headers(data);
    Optional<String> body = FuzzedRequest.body(data);
    boolean callers = data.consumeBoolean();
    switch (new ExchangeRequestReader(callers).read(SampleRequest.of(headers, body))) {
      case Refused<ExchangeRequest>(Problem problem) ->
          assertTrue(
              CLIENT_ERRORS.contains(problem.status() + " " + problem.code()), problem.code());
      case Read<ExchangeRequest>(ExchangeRequest request) ->
          new RequestRules(headers, body.orElse(""), callers).assertTakenForWhatItSays(request);
    }
  }

  /** Status and code of every row that has one of each. */
  private static Set<String> clientErrors() {
    try {
      return ERROR
          .matcher(Files.readString(Path.of("docs/errors.md")))
          .results()
          .map(row -> row.group(1) + " " + row.group(2))
          .collect(Collectors.toSet());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
