package io.acsbroker.local.entra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class NewestEntriesTest {
  private final NewestEntries<Integer> entries = new NewestEntries<>();

  private void fill(int count) {
    for (int i = 0; i < count; i++) {
      entries.put("entry " + i, i);
    }
  }

  @Test
  void forgetTheOldestOfMoreThanTenThousand() {
    fill(10_001);

    assertEquals(Optional.empty(), entries.get("entry 0"));
    assertEquals(Optional.of(1), entries.get("entry 1"));
    assertEquals(Optional.of(10_000), entries.get("entry 10000"));
  }

  @Test
  void forgetNoneForOneThatIsReplaced() {
    fill(10_000);

    entries.put("entry 9999", -1);

    assertEquals(Optional.of(0), entries.get("entry 0"));
    assertEquals(Optional.of(-1), entries.get("entry 9999"));
  }

  @Test
  void haveRoomAgainForWhatIsDone() {
    fill(10_000);

    entries.removeIf(value -> value == 5);
    entries.put("another", 0);

    assertEquals(Optional.empty(), entries.find(value -> value == 5));
    assertEquals(Optional.of(0), entries.get("entry 0"));
  }
}
