package io.acsbroker.deployment;

import io.acsbroker.config.EditDistance;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The domains of App Service's apps. A host that nearly is one of them may be somebody's who waits
 * for such mistakes, so nothing is sent to it.
 */
final class PlatformDomain {
  private static final String NAME = "azurewebsites";
  private static final Set<String> ENDS = Set.of("net", "us");
  private static final int MISTAKES = 2;

  private PlatformDomain() {}

  /** The host with the domain that was meant; empty where none was, or it is right. */
  static Optional<String> misspelled(String host) {
    String[] labels = host.split("\\.", -1);
    if (labels.length < 3) {
      return Optional.empty();
    }
    String name = labels[labels.length - 2];
    boolean isRight = name.equals(NAME) && ENDS.contains(labels[labels.length - 1]);
    if (isRight || EditDistance.between(name, NAME) > MISTAKES) {
      return Optional.empty();
    }
    String[] app = Arrays.copyOf(labels, labels.length - 2);
    return Optional.of(String.join(".", app) + "." + NAME + ".net");
  }
}
