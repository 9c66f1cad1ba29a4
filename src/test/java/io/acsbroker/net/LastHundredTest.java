package io.acsbroker.net;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LastHundredTest {
  private final LastHundred<Integer> last = new LastHundred<>();

  private void addUpTo(int number) {
    for (int i = 1; i <= number; i++) {
      last.add(i);
    }
  }

  @Test
  void knowsTheLastHundredAndNoMore() {
    addUpTo(100);
    assertTrue(last.contains(1));
    last.add(101);
    assertFalse(last.contains(1));
    assertTrue(last.contains(2));
    assertTrue(last.contains(101));
  }

  @Test
  void countsWhatIsAddedAgainOnceAndAsTheLatest() {
    addUpTo(100);
    last.add(1);
    assertTrue(last.contains(2));
    assertTrue(last.isLatest(1));
    last.add(101);
    assertFalse(last.contains(2));
    assertTrue(last.contains(1));
  }

  @Test
  void knowsWhichWasAddedLast() {
    assertFalse(last.isLatest(1));
    addUpTo(2);
    assertTrue(last.isLatest(2));
    assertFalse(last.isLatest(1));
  }

  @Test
  void forgetsAll() {
    addUpTo(2);
    last.clear();
    assertFalse(last.contains(2));
    assertFalse(last.isLatest(2));
  }
}
