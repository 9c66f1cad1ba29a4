package io.acsbroker.overhttp;

import com.microsoft.aad.msal4j.ManagedIdentityApplication;
import com.microsoft.aad.msal4j.TokenCache;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The environment in which MSAL for Java looks for the managed identity, until it is closed. That
 * of a JVM cannot be changed, and a process for each broker would cost seconds; the library has a
 * seam for it that is not public.
 *
 * @see <a
 *     href="https://github.com/AzureAD/microsoft-authentication-library-for-java/blob/dev/msal4j-sdk/src/main/java/com/microsoft/aad/msal4j/ManagedIdentityApplication.java">ManagedIdentityApplication</a>
 */
final class SdkEnvironment implements AutoCloseable {
  private static final String MSAL = "com.microsoft.aad.msal4j.";

  private final Map<String, String> variables;

  /**
   * @param variables those that there are: no other is looked for
   */
  SdkEnvironment(Map<String, String> variables) {
    this.variables = variables;
  }

  /** Is looked for in from now on, by a library that has no token of an earlier environment. */
  void enter() {
    setMsal(variables);
  }

  @Override
  public void close() {
    setMsal(null);
  }

  private static void setMsal(@Nullable Map<String, String> variables) {
    try {
      Class<?> seam = Class.forName(MSAL + "IEnvironmentVariables");
      set("environmentVariables", variables == null ? null : variable(seam, variables));
      set("sharedTokenCache", new TokenCache());
    } catch (ReflectiveOperationException changed) {
      throw new IllegalStateException("MSAL for Java has its environment elsewhere", changed);
    }
  }

  private static void set(String name, @Nullable Object value) throws ReflectiveOperationException {
    Field field = ManagedIdentityApplication.class.getDeclaredField(name);
    field.setAccessible(true);
    field.set(null, value);
  }

  private static Object variable(Class<?> seam, Map<String, String> variables) {
    return Proxy.newProxyInstance(
        seam.getClassLoader(),
        new Class<?>[] {seam},
        (proxy, method, arguments) -> variables.get(String.valueOf(arguments[0])));
  }
}
