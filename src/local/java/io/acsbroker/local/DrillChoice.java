package io.acsbroker.local;

import io.acsbroker.local.drill.Cause;
import io.acsbroker.local.host.HostStartException;
import java.util.Optional;

/**
 * What {@code -Dlocal.drill} asks for.
 *
 * @param first the cause to practise with; empty for one by chance
 */
record DrillChoice(Optional<Cause> first) {
  /** Empty where there shall be no drill. */
  static Optional<DrillChoice> of(String text) {
    return switch (text) {
      case "false" -> Optional.empty();
      case "true" -> Optional.of(new DrillChoice(Optional.empty()));
      default ->
          Optional.of(
              new DrillChoice(
                  Optional.of(
                      Cause.named(text)
                          .orElseThrow(
                              () ->
                                  new HostStartException(
                                      "-Dlocal.drill is true, false or one of "
                                          + String.join(", ", Cause.names())
                                          + ".")))));
    };
  }
}
