package io.acsbroker.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExchangeKeyTest {
  @Test
  void isTheSameForTheSameParts() {
    assertEquals(ExchangeKey.of(List.of("a", "b")), ExchangeKey.of(List.of("a", "b")));
  }

  @Test
  void differsWhereverPartsAreCutOrOrderedDifferently() {
    ExchangeKey key = ExchangeKey.of(List.of("ab", "c"));
    assertNotEquals(key, ExchangeKey.of(List.of("a", "bc")));
    assertNotEquals(key, ExchangeKey.of(List.of("abc")));
    assertNotEquals(key, ExchangeKey.of(List.of("c", "ab")));
    assertNotEquals(key, ExchangeKey.of(List.of("ab", "c", "")));
  }

  /** {@code printf '\0\0\0\1a' | sha256sum}. */
  @Test
  void isTheHashOfTheLengthAndThePart() {
    byte[] hash = new byte[32];
    ExchangeKey.of(List.of("a")).hash().duplicate().get(hash);
    assertEquals(
        "72ff6b02949dad95006c343e3db3150090d3afb49f6bbdb92fdc17607997a85c",
        HexFormat.of().formatHex(hash));
  }
}
