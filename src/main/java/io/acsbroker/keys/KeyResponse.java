package io.acsbroker.keys;

import io.acsbroker.json.JsonObject;
import io.acsbroker.net.MediaType;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The HTTP response where keys should be, or the way to them. Of one that brings neither it says
 * what it was, and repeats nothing but its status, its kind and Entra's error number.
 *
 * @param contentType the header as it came
 */
record KeyResponse(int status, Optional<String> contentType, String body) {
  private static final Pattern NUMBER = Pattern.compile("(AADSTS\\d{4,9})\\b.*", Pattern.DOTALL);

  /** Entra's number for a tenant that it does not have. */
  private static final String NO_SUCH_TENANT = "AADSTS90002";

  /** Entra's keys, or what came instead. */
  FetchResult ofEntra() {
    Optional<KeySet> keys = status == 200 ? KeySet.parse(body) : Optional.empty();
    return keys.isPresent()
        ? new FetchResult.Keys(keys.get())
        : new FetchResult.Failed(entraSaid());
  }

  /** The keys of another issuer, or what came instead. */
  FetchResult ofIssuer() {
    Optional<KeySet> keys = status == 200 ? KeySet.ofIssuer(body) : Optional.empty();
    return keys.isPresent()
        ? new FetchResult.Keys(keys.get())
        : new FetchResult.Failed(without("usable key", "the issuer"));
  }

  /** The one JSON object that was answered; empty where it was anything else. */
  Optional<JsonObject> object() {
    return status == 200 ? JsonObject.parse(body) : Optional.empty();
  }

  /**
   * Says what came.
   *
   * @param wanted what is not in it
   * @param whose answer it should be
   */
  String without(String wanted, String whose) {
    String said = MediaType.beside(status, contentType);
    if (status != 200) {
      return said;
    }
    return said.equals("HTTP 200")
        ? "no " + wanted + " in the answer"
        : said + ": something else than " + whose + " answers there, a proxy say";
  }

  private String entraSaid() {
    String said = MediaType.beside(status, contentType);
    Optional<String> number = entraNumber();
    if (number.equals(Optional.of(NO_SUCH_TENANT))) {
      return said
          + ": Entra knows no such tenant (AADSTS90002). Its id in ENTRA_TENANT_IDS, or in"
          + " BROKER_POLICY, is wrong, or it is of another cloud than ENTRA_CLOUD";
    }
    return number.isPresent() ? said + " " + number.get() : without("usable key", "Entra");
  }

  private Optional<String> entraNumber() {
    return JsonObject.parse(body)
        .flatMap(error -> error.string("error_description"))
        .map(NUMBER::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1));
  }
}
