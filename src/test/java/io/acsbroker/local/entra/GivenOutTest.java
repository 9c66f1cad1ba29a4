package io.acsbroker.local.entra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class GivenOutTest {
  private final GivenOut<Integer> values = new GivenOut<>();

  @Test
  void forgetsTheFirstOfTooMany() {
    for (int i = 0; i <= GivenOut.MOST; i++) {
      values.put("name " + i, i);
    }
    assertEquals(Optional.empty(), values.find("name 0"));
    assertEquals(Optional.of(1), values.find("name 1"));
    assertEquals(GivenOut.MOST, values.all().size());
  }

  @Test
  void forgetsNothingElseForOneThatIsGivenOutAgain() {
    for (int i = 0; i < GivenOut.MOST; i++) {
      values.put("name " + i, i);
    }
    values.put("name 1", 2);
    assertEquals(Optional.of(0), values.find("name 0"));
    assertEquals(Optional.of(2), values.find("name 1"));
  }
}
