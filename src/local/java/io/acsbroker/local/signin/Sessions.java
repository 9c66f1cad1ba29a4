package io.acsbroker.local.signin;

import io.acsbroker.local.entra.NewestEntries;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.net.LoopbackRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Who is signed in in which browser, as a cookie says. */
final class Sessions {
  private static final String COOKIE = "local-cloud-session";

  private final NewestEntries<Session> sessions = new NewestEntries<>();
  private final InstantSource clock;

  Sessions(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * That somebody has signed in.
   *
   * @param since when they last proved who they are
   */
  record Session(SampleUser user, Instant since) {}

  /** One of somebody who proves now who they are. */
  Session of(SampleUser user) {
    return new Session(user, clock.instant());
  }

  /** Signs the user in, and gives the value of {@code Set-Cookie} that the browser keeps. */
  String begin(Session session) {
    String id = UUID.randomUUID().toString();
    sessions.put(id, session);
    return cookie(id);
  }

  /** The session of this browser, where it has one that is no older than the request wants. */
  Optional<Session> session(LoopbackRequest request, MaxAge maxAge) {
    return ids(request)
        .flatMap(id -> sessions.get(id).stream())
        .filter(session -> maxAge.allows(session.since(), clock.instant()))
        .findFirst();
  }

  /** Signs out whoever is signed in, and gives the {@code Set-Cookie} that makes it forgotten. */
  String end(LoopbackRequest request) {
    ids(request).forEach(sessions::remove);
    return cookie("") + "; Max-Age=0";
  }

  /** Signs out everybody who is meant, everywhere. */
  void end(Predicate<SampleUser> meant) {
    sessions.removeIf(session -> meant.test(session.user()));
  }

  private static Stream<String> ids(LoopbackRequest request) {
    return Arrays.stream(request.header("cookie").orElse("").split("; *", -1))
        .filter(cookie -> cookie.startsWith(COOKIE + "="))
        .map(cookie -> cookie.substring(COOKIE.length() + 1));
  }

  /**
   * As Entra's: frames in pages of other sites send it too, and a page over http is of another site
   * than an authority over https. Browsers demand {@code Secure} with it, and take it from this
   * machine over http as well; WebKit <a href="https://github.com/WebKit/WebKit/pull/61338">does
   * not before macOS 26</a>, and forgets there who has signed in. Its frames see nobody then, as
   * with the real Entra, whose cookies <a
   * href="https://learn.microsoft.com/entra/identity-platform/reference-third-party-cookies-spas">they
   * are not given</a>; windows, which are given Entra's, pick a person again here.
   */
  private static String cookie(String value) {
    return COOKIE + "=" + value + "; Path=/; Secure; HttpOnly; SameSite=None";
  }

  /** Forgets all. */
  void clear() {
    sessions.clear();
  }
}
