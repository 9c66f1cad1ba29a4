package io.acsbroker.subject;

import io.acsbroker.json.JsonObject;
import io.acsbroker.net.MediaType;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a key endpoint has answered. Of one that brings no keys it says what it was, and repeats
 * nothing but its status, its kind and Entra's error number.
 *
 * @param contentType the header as it came
 */
record KeyAnswer(int status, Optional<String> contentType, String body) {
  private static final Pattern NUMBER = Pattern.compile("(AADSTS\\d{4,9})\\b.*", Pattern.DOTALL);

  /** Entra's number for a tenant that it does not have. */
  private static final String NO_SUCH_TENANT = "AADSTS90002";

  /** The keys; empty where there is none in it that can be used. */
  Optional<KeySet> keys() {
    return status == 200 ? KeySet.parse(body) : Optional.empty();
  }

  /** What came instead of keys. */
  Download.Failed failure() {
    return new Download.Failed(diagnosis());
  }

  private String diagnosis() {
    String said = MediaType.beside(status, contentType);
    Optional<String> number = entraNumber();
    if (number.equals(Optional.of(NO_SUCH_TENANT))) {
      return said
          + ": Entra knows no such tenant (AADSTS90002). Its id in ENTRA_TENANT_IDS, or in"
          + " BROKER_POLICY, is wrong, or it is of another cloud than ENTRA_CLOUD";
    }
    if (number.isPresent()) {
      return said + " " + number.get();
    }
    if (status != 200) {
      return said;
    }
    return said.equals("HTTP 200")
        ? "no usable key in the answer"
        : said + ": something else than Entra answers there, a proxy say";
  }

  private Optional<String> entraNumber() {
    return JsonObject.parse(body)
        .flatMap(error -> error.string("error_description"))
        .map(NUMBER::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1));
  }
}
