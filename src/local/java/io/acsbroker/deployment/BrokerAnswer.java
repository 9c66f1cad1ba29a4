package io.acsbroker.deployment;

import io.acsbroker.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSession;

/** An answer of whatever serves at the broker's address. */
record BrokerAnswer(HttpResponse<String> response) {
  private static final Pattern CODE = Pattern.compile("[a-z_]{3,60}");

  int status() {
    return response.statusCode();
  }

  /** The header, empty where there is none. */
  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  boolean hasType(String type) {
    return header("Content-Type").split(";", -1)[0].strip().equalsIgnoreCase(type);
  }

  JsonObject body() {
    return JsonObject.parse(response.body()).orElse(JsonObject.EMPTY);
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
