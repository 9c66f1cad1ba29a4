package io.acsbroker.local.page;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The headers that the page has to be delivered with, as its own {@code headers.json} says: above
 * all what it may load and whom it may ask.
 *
 * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy</a>
 */
final class DeliveryHeaders {
  private DeliveryHeaders() {}

  /** Those of the page in this folder, for this broker and this Entra. */
  static Map<String, String> of(Path folder, URI broker, URI authority) throws IOException {
    try {
      return JSONObjectUtils.parse(Files.readString(folder.resolve("headers.json")))
          .entrySet()
          .stream()
          .collect(
              Collectors.toMap(
                  Map.Entry::getKey,
                  header ->
                      String.valueOf(header.getValue())
                          .replace("{broker}", broker.toString())
                          .replace("{authority}", authority.toString())));
    } catch (ParseException broken) {
      throw new IOException("headers.json is no JSON object", broken);
    }
  }
}
