package io.acsbroker.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The origin of an address, as a browser would write it. */
class WebOriginTest {
  @ParameterizedTest
  @CsvSource({
    "https://app.example/a?b#c, https://app.example",
    "HTTPS://App.Example:443/, https://app.example",
    "https://app.example:80, https://app.example:80",
    "https://app.example:0, https://app.example:0",
    "http://app.example:80, http://app.example",
    "http://localhost:5173/x, http://localhost:5173",
    "http://app.example:443, http://app.example:443"
  })
  void isSchemeHostAndAPortThatIsNotTheSchemes(URI address, String origin) {
    assertEquals(origin, WebOrigin.of(address));
  }

  @ParameterizedTest
  @CsvSource({
    "https://app.example, 443",
    "HTTPS://app.example, 443",
    "http://app.example, 80",
    "https://app.example:8443, 8443",
    "http://app.example:0, 0"
  })
  void hasThePortThatIsWrittenOrTheSchemes(URI address, int port) {
    assertEquals(port, WebOrigin.port(address));
  }
}
