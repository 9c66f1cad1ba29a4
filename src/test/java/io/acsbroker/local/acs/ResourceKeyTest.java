package io.acsbroker.local.acs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceKeyTest {
  private static final String TARGET = "/teamsUser/:exchangeAccessToken?api-version=2023-10-01";

  private static AcsFixture fixture;
  private static String body;

  @BeforeAll
  static void start() throws Exception {
    fixture = AcsFixture.start();
    TokenOrder order = TokenOrder.forUser(SampleDirectory.ADELE);
    body = AcsFixture.exchangeBody(fixture.entra().token(order), order);
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource({"0, 200", "-290, 200", "290, 200", "-310, 401", "310, 401"})
  void acceptsSignaturesOfTheLastAndNextFiveMinutes(int seconds, int status) throws Exception {
    Map<String, String> headers = signed(TARGET, body, Duration.ofSeconds(seconds));

    assertEquals(status, fixture.post(TARGET, headers, body).statusCode());
  }

  @Test
  void refusesBodyOrTargetThatWasNotSigned() throws Exception {
    Map<String, String> headers = signed(TARGET, body, Duration.ZERO);

    assertEquals(401, fixture.post(TARGET, headers, body + " ").statusCode());
    assertEquals(401, fixture.post(TARGET + "&more=1", headers, body).statusCode());
  }

  @ParameterizedTest
  @CsvSource({"x-ms-date, yesterday", "x-ms-content-sha256, AAAA", "Authorization, HMAC-SHA256 x"})
  void refusesHeaderThatWasChanged(String name, String value) throws Exception {
    Map<String, String> headers = signed(TARGET, body, Duration.ZERO);
    headers.put(name, value);

    assertEquals(401, fixture.post(TARGET, headers, body).statusCode());
  }

  /** {@code date} is what @azure/communication-identity 1.0.0 signs in Node. */
  @ParameterizedTest
  @ValueSource(strings = {"x-ms-date", "date"})
  void acceptsTheDateInEitherHeader(String header) throws Exception {
    Map<String, String> headers = signed(TARGET, body, Duration.ZERO, header);

    assertEquals(200, fixture.post(TARGET, headers, body).statusCode());
  }

  @ParameterizedTest
  @CsvSource({"x-ms-date, date", "date, x-ms-date"})
  void refusesADateInAnotherHeaderThanTheSignedOne(String signed, String sent) throws Exception {
    Map<String, String> headers = signed(TARGET, body, Duration.ZERO, signed);
    headers.put(sent, String.valueOf(headers.remove(signed)));

    assertEquals(401, fixture.post(TARGET, headers, body).statusCode());
  }

  @Test
  void refusesADateThatStandsInNoKnownHeader() throws Exception {
    Map<String, String> headers = signed(TARGET, body, Duration.ZERO, "x-date");

    assertEquals(401, fixture.post(TARGET, headers, body).statusCode());
  }

  private static Map<String, String> signed(String target, String content, Duration offset)
      throws Exception {
    return signed(target, content, offset, "x-ms-date");
  }

  private static Map<String, String> signed(
      String target, String content, Duration offset, String dateHeader) throws Exception {
    Instant at = InstantSource.system().instant().plus(offset);
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    String hash = base64(MessageDigest.getInstance("SHA-256").digest(bytes));
    String host = fixture.acs().endpoint().getAuthority();
    Mac mac = Mac.getInstance("HmacSHA256");
    String connection = fixture.acs().connectionString();
    byte[] key =
        Base64.getDecoder().decode(connection.substring(connection.indexOf("accesskey=") + 10));
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    String text = "POST\n" + target + "\n" + date + ";" + host + ";" + hash;
    String signature = base64(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    return new HashMap<>(
        Map.of(
            dateHeader,
            date,
            "x-ms-content-sha256",
            hash,
            "Authorization",
            "HMAC-SHA256 SignedHeaders=%s;host;x-ms-content-sha256&Signature=%s"
                .formatted(dateHeader, signature)));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
