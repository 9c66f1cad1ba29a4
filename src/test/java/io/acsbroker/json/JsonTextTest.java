package io.acsbroker.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextTest {
  @Test
  void writesMembersInOrderAndLeavesOutWhatIsNull() {
    String nothing = null;
    Long noNumber = null;
    String text =
        new JsonText()
            .with("a", "b\"c\n")
            .with("none", nothing)
            .with("noNumber", noNumber)
            .with("n", Long.valueOf(5))
            .with("t", Instant.parse("2026-01-02T03:04:05Z"))
            .end();
    assertEquals("{\"a\":\"b\\\"c\\n\",\"n\":5,\"t\":\"2026-01-02T03:04:05Z\"}", text);
  }

  @Test
  void writesAnObjectOfTextsByNameAndAnArrayInItsOrder() {
    String text =
        new JsonText()
            .with("o", Map.of("b", "2", "a", "1"))
            .with("l", List.of("y", "x"))
            .with("e", List.of())
            .end();
    assertEquals("{\"o\":{\"a\":\"1\",\"b\":\"2\"},\"l\":[\"y\",\"x\"],\"e\":[]}", text);
  }
}
