package io.acsbroker.local.host;

import java.lang.reflect.Field;
import java.util.Map;

/**
 * The environment of this process as {@link System#getenv()} shows it. A worker that was a
 * placeholder changes it, in the same way, by the map behind the one that cannot be changed.
 */
final class OwnEnvironment {
  private OwnEnvironment() {}

  /** Leaves nothing in it but these. */
  @SuppressWarnings("unchecked") // The JDK's own map of two kinds of strings
  static void replaceBy(Map<String, String> variables) {
    try {
      Field behind = System.getenv().getClass().getDeclaredField("m");
      behind.setAccessible(true);
      Map<String, String> environment = (Map<String, String>) behind.get(System.getenv());
      environment.clear();
      environment.putAll(variables);
    } catch (ReflectiveOperationException e) {
      throw new HostStartException("The environment of this process cannot be changed.", e);
    }
  }
}
