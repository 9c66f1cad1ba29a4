package io.acsbroker.issuance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeHeaderTest {
  private static final String CLAIMS = "{\"access_token\":{\"acrs\":{\"value\":\"c1>?\"}}}";

  private static String header(String claims) {
    return "Bearer realm=\"\", authorization_uri=\"https://login.example/authorize\","
        + " error=\"insufficient_claims\", claims=\""
        + claims
        + "\"";
  }

  private static String encoded(Base64.Encoder encoder, String text) {
    return encoder.encodeToString(text.getBytes(UTF_8));
  }

  @Test
  void readsBothAlphabetsOfBase64WithAndWithoutPadding() {
    for (Base64.Encoder encoder :
        new Base64.Encoder[] {
          Base64.getEncoder(),
          Base64.getUrlEncoder(),
          Base64.getEncoder().withoutPadding(),
          Base64.getUrlEncoder().withoutPadding()
        }) {
      assertEquals(Optional.of(CLAIMS), ChallengeHeader.claims(header(encoded(encoder, CLAIMS))));
    }
  }

  @Test
  void wantsTheErrorThatGoesWithIt() {
    String header =
        header(encoded(Base64.getEncoder(), CLAIMS))
            .replace("insufficient_claims", "invalid_token");
    assertEquals(Optional.empty(), ChallengeHeader.claims(header));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "=", "a", "é", "bm8ganNvbg", "W10"})
  void readsNothingThatIsNoJsonObject(String claims) {
    assertEquals(Optional.empty(), ChallengeHeader.claims(header(claims)));
    assertEquals(Optional.empty(), ChallengeHeader.claims(claims));
  }

  @Test
  void readsNothingThatIsTooLong() {
    String text = "{\"a\":\"" + "x".repeat(8_000) + "\"}";
    assertEquals(
        Optional.empty(), ChallengeHeader.claims(header(encoded(Base64.getEncoder(), text))));
  }
}
