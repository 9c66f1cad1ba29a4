package io.acsbroker.local.signin;

import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.net.LoopbackRequest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Who is signed in in which browser, as a cookie says. */
final class Sessions {
  private static final String COOKIE = "local-cloud-session";

  private final Map<String, SampleUser> users = new ConcurrentHashMap<>();

  /** Signs the user in, and gives the value of {@code Set-Cookie} that the browser keeps. */
  String begin(SampleUser user) {
    String id = UUID.randomUUID().toString();
    users.put(id, user);
    return cookie(id);
  }

  Optional<SampleUser> user(LoopbackRequest request) {
    return ids(request).flatMap(id -> Stream.ofNullable(users.get(id))).findFirst();
  }

  /** Signs out whoever is signed in, and gives the {@code Set-Cookie} that makes it forgotten. */
  String end(LoopbackRequest request) {
    ids(request).forEach(users::remove);
    return cookie("") + "; Max-Age=0";
  }

  /** Signs this user out everywhere. */
  void end(SampleUser user) {
    users.values().removeIf(user::equals);
  }

  private static Stream<String> ids(LoopbackRequest request) {
    return Arrays.stream(request.header("cookie").orElse("").split("; *", -1))
        .filter(cookie -> cookie.startsWith(COOKIE + "="))
        .map(cookie -> cookie.substring(COOKIE.length() + 1));
  }

  /**
   * As Entra's: frames in pages of other sites send it too, and a page over http is of another site
   * than an authority over https. Browsers demand {@code Secure} with it, and take it from this
   * machine over http as well; Safari does not, and forgets there who has signed in.
   */
  private static String cookie(String value) {
    return COOKIE + "=" + value + "; Path=/; Secure; HttpOnly; SameSite=None";
  }

  /** Forgets all. */
  void clear() {
    users.clear();
  }
}
