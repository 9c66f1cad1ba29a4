package io.acsbroker.local.host;

import java.util.Comparator;

/**
 * The order in which the Functions host tries its functions: by name, upper-cased, character by
 * character. There is no precedence among routes, so the first one that matches answers, however
 * general it is.
 *
 * @see <a
 *     href="https://github.com/Azure/azure-functions-host/blob/v4.1037.0/src/WebJobs.Script.WebHost/Metadata/FunctionMetadataManager.cs">FunctionMetadataManager,
 *     which sorts with StringComparer.OrdinalIgnoreCase</a>
 * @see <a href="https://github.com/Azure/azure-functions-host/issues/3153">The issue on it</a>
 */
public final class FunctionNames {
  /**
   * Earlier goes first: {@code A_x} comes after {@code Ab}, unlike in {@link
   * String#CASE_INSENSITIVE_ORDER}, which compares in lower case.
   */
  public static final Comparator<String> HOST_ORDER = FunctionNames::compare;

  private FunctionNames() {}

  private static int compare(String first, String second) {
    int common = Math.min(first.length(), second.length());
    for (int i = 0; i < common; i++) {
      int difference =
          Character.toUpperCase(first.charAt(i)) - Character.toUpperCase(second.charAt(i));
      if (difference != 0) {
        return difference;
      }
    }
    return first.length() - second.length();
  }
}
