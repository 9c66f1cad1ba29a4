package io.acsbroker.local;

import io.acsbroker.local.elsewhere.OpenIdProvider;
import io.acsbroker.local.entra.Directory;
import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.host.HostStartException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One exchange for a person to watch, over HTTP like any client's, with its tokens shortened. */
record Walkthrough(
    EntraEmulator entra,
    OpenIdProvider elsewhere,
    Way way,
    SampleUser user,
    URI broker,
    PrintStream out) {
  private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+");
  private static final int SHOWN = 8;

  /**
   * Runs it with the first people and applications that fit, or says in one line what is missing.
   *
   * @throws HostStartException where the exchange does not succeed, and no setting was given that
   *     may be why
   */
  static void run(
      EntraEmulator entra,
      OpenIdProvider elsewhere,
      LocalArguments arguments,
      URI broker,
      PrintStream out)
      throws IOException, InterruptedException {
    Way way = arguments.way();
    Directory directory = entra.directory();
    Optional<SampleUser> user = directory.typicalUser();
    if (user.isEmpty()) {
      out.println(
          "No exchange to watch: nobody in the directory is served, has a Teams licence, has"
              + " consented and is no guest.");
    } else if (way != Way.ON_BEHALF_OF && directory.clientForAcs().isEmpty()) {
      out.println(
          "No exchange to watch: no application of the directory gets tokens for ACS, and the"
              + " broker has none to accept.");
    } else {
      new Walkthrough(entra, elsewhere, way, user.get(), broker, out).run(arguments.own());
    }
  }

  private void run(OwnSettings own) throws IOException, InterruptedException {
    WalkthroughRequest request =
        WalkthroughRequest.of(way, broker.resolve("/api/token/teams"), entra, elsewhere, user);
    out.println();
    out.printf("1. %s signs in at %s (%s).%n", user.name(), where(), user.userName());
    request.tokens().forEach(this::say);
    out.println(
        way == Way.CALLERS || way == Way.ELSEWHERE
            ? "2. The app sends both to the broker:"
            : "2. The app sends it to the broker:");
    request.lines().forEach(this::say);
    long start = System.nanoTime();
    HttpResponse<String> response;
    try (HttpClient client = HttpClient.newHttpClient()) {
      response = client.send(request.http(), HttpResponse.BodyHandlers.ofString());
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    out.println("3. " + explanation().getFirst());
    explanation().stream().skip(1).forEach(this::say);
    say("Its answer, the first one of a cold process, after %d ms:".formatted(millis));
    say("HTTP " + response.statusCode() + " " + response.body());
    if (response.statusCode() != 200 && !own.values().isEmpty()) {
      out.println(
          "   That comes of the settings that were given with -Dlocal.set; the cloud is up nonetheless.");
    } else if (response.statusCode() != 200) {
      throw new HostStartException("The exchange failed: the answer above says why.");
    }
    invite(request);
  }

  private List<String> explanation() {
    return switch (way) {
      case DIRECT ->
          List.of(
              "The broker verifies it with the keys of " + organisation() + ".",
              "It exchanges it at ACS with its managed identity.");
      case CALLERS ->
          List.of(
              "The broker verifies both with the keys of " + organisation() + ".",
              "It finds the same user in both.",
              "It exchanges the one for ACS there with its managed identity.");
      case ELSEWHERE ->
          List.of(
              "The broker verifies each with the keys of its issuer.",
              "It finds the same user in both.",
              "It exchanges the one for ACS there with its managed identity.");
      case ON_BEHALF_OF ->
          List.of(
              "The broker verifies it with the keys of " + organisation() + ".",
              "Without any secret it gets a token for ACS on behalf of " + user.name() + ".",
              "It verifies that one too, and exchanges it with its managed identity.");
    };
  }

  private void invite(WalkthroughRequest request) {
    out.println();
    out.println("Try it yourself; other users are at " + entra.authority() + "/local/users :");
    out.println();
    out.println(request.curl());
    out.println();
    if (way != Way.DIRECT) {
      out.println("The same for a token of the ACS identity that the broker keeps for the user:");
      out.println();
      out.println(WalkthroughRequest.identityCurl(way, broker.resolve("/api/token"), entra, user));
      out.println();
    }
  }

  private void say(String line) {
    out.println("   " + shortened(line));
  }

  private String where() {
    return way == Way.ELSEWHERE
        ? "the company's own sign-in, and at " + organisation()
        : organisation();
  }

  private String organisation() {
    return user.organisation().name();
  }

  /** The text with every token in it cut down to where it begins and ends. */
  private static String shortened(String text) {
    return TOKEN
        .matcher(text)
        .replaceAll(
            match -> {
              String token = match.group();
              String end = token.substring(token.length() - SHOWN);
              return Matcher.quoteReplacement(token.substring(0, SHOWN) + "..." + end);
            });
  }
}
