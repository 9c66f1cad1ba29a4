package io.acsbroker.local;

import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.host.HostStartException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One exchange for a person to watch, over HTTP like any client's, with its tokens shortened. */
record Walkthrough(EntraEmulator entra, URI broker, PrintStream out) {
  private static final SampleUser USER = SampleDirectory.ADELE;
  private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+");
  private static final int SHOWN = 8;

  /**
   * Runs it.
   *
   * @throws HostStartException where the exchange does not succeed
   */
  void run() throws IOException, InterruptedException {
    String subjectToken = entra.token(TokenOrder.forUser(USER));
    URI route = broker.resolve("/api/token/teams");
    out.println();
    out.printf("1. %s signs in at %s (%s).%n", USER.name(), organisation(), USER.userName());
    out.println("   Entra issues an access token for Azure Communication Services:");
    out.println("   " + shortened(subjectToken));
    out.println("2. The app sends it to the broker:");
    out.println("   POST " + route);
    out.println("   Authorization: Bearer " + shortened(subjectToken));
    long start = System.nanoTime();
    HttpResponse<String> response = post(route, subjectToken);
    long millis = (System.nanoTime() - start) / 1_000_000;
    out.println("3. The broker verifies it with the keys of " + organisation() + " and exchanges");
    out.println("   it at ACS with its managed identity. Its answer, the first one of a cold");
    out.printf("   process, after %d ms:%n", millis);
    out.println("   HTTP " + response.statusCode() + " " + shortened(response.body()));
    if (response.statusCode() != 200) {
      throw new HostStartException("The exchange failed: the answer above says why.");
    }
    invite(route);
  }

  private void invite(URI route) {
    out.println();
    out.println("Try it yourself; other users are at " + entra.authority() + "/local/users :");
    out.println();
    out.printf(
        "curl -s -X POST %s -H \"Authorization: Bearer $(curl -sf '%s/local/token?user=%s')\"%n",
        route, entra.authority(), USER.userName());
    out.println();
  }

  private static String organisation() {
    return USER.organisation().name();
  }

  private static HttpResponse<String> post(URI route, String subjectToken)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(route)
            .header("Authorization", "Bearer " + subjectToken)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
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
