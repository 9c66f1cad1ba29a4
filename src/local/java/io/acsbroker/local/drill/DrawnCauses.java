package io.acsbroker.local.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Causes by chance, none of them twice in a row. */
public final class DrawnCauses implements Supplier<Cause> {
  private final RandomGenerator random;
  private Optional<Cause> first;
  private Optional<Cause> last = Optional.empty();

  /**
   * @param first the one that comes first; empty for chance from the beginning
   */
  public DrawnCauses(Optional<Cause> first, RandomGenerator random) {
    this.first = first;
    this.random = random;
  }

  @Override
  public synchronized Cause get() {
    Cause drawn = first.orElseGet(this::another);
    first = Optional.empty();
    last = Optional.of(drawn);
    return drawn;
  }

  private Cause another() {
    List<Cause> others = new ArrayList<>(List.of(Cause.values()));
    last.ifPresent(others::remove);
    return others.get(random.nextInt(others.size()));
  }
}
