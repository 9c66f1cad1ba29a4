package io.acsbroker.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * How it is known that others work here.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_stat.5.html">proc_stat(5)</a>
 */
class MachineUseTest {

  @Test
  void countsAsBusyWhatIsNeitherIdleNorWaiting() {
    // user, nice, system, idle, iowait, irq, softirq, steal; guests are within user and nice
    MachineUse use = MachineUse.of("cpu  1 2 4 8 16 32 64 128 256 512");
    assertEquals(new MachineUse(1 + 2 + 4 + 32 + 64 + 128, 255), use);
  }

  @Test
  void takesOffWhatIsOurs() {
    MachineUse before = new MachineUse(1000, 4000);
    MachineUse after = new MachineUse(1150, 4200);
    // 150 of 200 ticks of 10 ms were busy, 100 of them with our second
    assertEquals(0.25, after.foreignSince(before, Duration.ofSeconds(1)), 1e-9);
    assertEquals(0, after.foreignSince(before, Duration.ofSeconds(2)));
    assertEquals(0, before.foreignSince(before, Duration.ZERO));
  }
}
