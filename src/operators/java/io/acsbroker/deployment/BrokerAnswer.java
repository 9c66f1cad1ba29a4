package io.acsbroker.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.acsbroker.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSession;

/**
 * An answer of whatever serves at the broker's address.
 *
 * @param sent when the request was begun
 * @param received when the whole answer was there
 */
record BrokerAnswer(HttpResponse<byte[]> response, Instant sent, Instant received) {
  private static final Pattern CODE = Pattern.compile("[a-z_]{3,60}");

  int status() {
    return response.statusCode();
  }

  /** The header, empty where there is none. */
  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** The media type, without its parameters. */
  String type() {
    return header("Content-Type").split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
  }

  boolean hasType(String type) {
    return type().equals(type);
  }

  String text() {
    return new String(response.body(), UTF_8);
  }

  JsonObject body() {
    return JsonObject.parse(text()).orElse(JsonObject.EMPTY);
  }

  /**
   * Whether it has the form of the broker's answers, of any version: a JSON object whose code, if
   * it has one, is a text. The platform and what stands before it answer with pages, texts or
   * nothing, and App Service's authentication with an object whose code is a number.
   */
  boolean isOfBroker() {
    return JsonObject.parse(text()).filter(body -> body.integer("code").isEmpty()).isPresent();
  }

  /** Whether only a broker answers so at {@code /api/health}, also one that refuses. */
  boolean isHealthOfBroker() {
    JsonObject body = body();
    return body.string("status").filter("alive"::equals).isPresent()
        || (body.string("correlationId").isPresent()
            && body.string("code").filter(text -> CODE.matcher(text).matches()).isPresent());
  }

  /** The protocol's version, empty for plain HTTP. */
  String tlsVersion() {
    return response.sslSession().map(SSLSession::getProtocol).orElse("");
  }

  /** Status and code; nothing of a body that is not the broker's, which may repeat the request. */
  String summary() {
    Optional<String> code = body().string("code").filter(text -> CODE.matcher(text).matches());
    return status() + " " + code.orElse("without a code of the broker's");
  }
}
