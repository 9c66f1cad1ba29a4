package io.acsbroker.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a content type is fit for a log. */
class MediaTypeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "text/html; charset=utf-8|HTTP 200 text/html",
        "Text/HTML|HTTP 200 text/html",
        "image/svg+xml|HTTP 200 image/svg+xml",
        "application/json; charset=utf-8|HTTP 200",
        "application/problem+json|HTTP 200",
        "-|HTTP 200",
        "''|HTTP 200",
        "text|HTTP 200",
        "text/<script>|HTTP 200",
        "text/html secret|HTTP 200",
        "text/html; secret=token|HTTP 200 text/html",
      })
  void isTypeAndSubtypeOfPlainCharactersAndNeverJson(@Nullable String header, String said) {
    assertEquals(said, MediaType.beside(200, Optional.ofNullable(header)));
  }

  @ParameterizedTest
  @CsvSource({"32, 64, true", "33, 64, false", "32, 65, false"})
  void isNoLongerThanTypesAre(int type, int subtype, boolean shown) {
    String text = "a".repeat(type) + "/" + "b".repeat(subtype);
    assertEquals(shown ? "HTTP 403 " + text : "HTTP 403", MediaType.beside(403, Optional.of(text)));
  }
}
