package io.acsbroker.overhttp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a client has read of a claims challenge.
 *
 * @param claims as it hands them to Entra
 * @param authority at which it asks for the token
 */
record ReadChallenge(Map<String, String> parameters, String claims, String authority) {
  private static final String SCHEME = "Bearer ";

  /**
   * As MSAL.NET and, with it, Microsoft.Identity.Web read a header: where the claims are no base64
   * of the common alphabet, their raw text is taken for the claims.
   *
   * @see <a
   *     href="https://github.com/AzureAD/microsoft-authentication-library-for-dotnet/blob/39d200113f6e26d06d12a7025c0dc49d66096048/src/client/Microsoft.Identity.Client/WwwAuthenticateParameters.cs">WwwAuthenticateParameters</a>
   */
  static ReadChallenge byMsalNet(String header) {
    Map<String, String> parameters = new HashMap<>();
    for (String parameter : outsideQuotes(header.substring(SCHEME.length()), ' ')) {
      List<String> parts = outsideQuotes(parameter.replaceFirst("[, ]+$", ""), '=');
      if (parameters.put(unquoted(parts.get(0)), unquoted(parts.get(1))) != null) {
        throw new IllegalArgumentException("a parameter stands twice: " + header);
      }
    }
    return new ReadChallenge(
        parameters,
        fragment(parameters.getOrDefault("claims", "")),
        parameters.getOrDefault("authorization_uri", "").replace("/oauth2/authorize", ""));
  }

  private static String fragment(String text) {
    try {
      return text.length() % 4 == 0 ? new String(Base64.getDecoder().decode(text), UTF_8) : text;
    } catch (IllegalArgumentException otherAlphabet) {
      return text;
    }
  }

  private static List<String> outsideQuotes(String text, char end) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      quoted ^= text.charAt(i) == '"';
      if (text.charAt(i) == end && !quoted) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static String unquoted(String text) {
    return text.replace("\"", "");
  }

  /**
   * As Microsoft's samples for pages do: each parameter ends at a comma, its value at the next
   * equals sign, and {@code atob} knows the common alphabet, with padding or without.
   *
   * @see <a
   *     href="https://github.com/Azure-Samples/ms-identity-javascript-tutorial/blob/4b7b713326b0060e4ba05c869a87e887b8cf3da2/2-Authorization-I/1-call-graph/App/fetch.js">parseChallenges</a>
   */
  static String byTheSampleOfMsalJs(String header) {
    Map<String, String> parameters = new HashMap<>();
    Arrays.stream(header.substring(SCHEME.length()).split(",", -1))
        .map(parameter -> parameter.split("=", -1))
        // Of what has no value the sample fails, with all others
        .forEach(parts -> parameters.put(parts[0].strip(), unquoted(parts[1])));
    String claims = Objects.requireNonNull(parameters.get("claims"));
    return new String(Base64.getDecoder().decode(claims), UTF_8);
  }
}
