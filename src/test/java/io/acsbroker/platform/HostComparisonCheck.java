package io.acsbroker.platform;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.host.HostProcess;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * That the local host answers as Microsoft's does: the deployed package under the one, the classes
 * under the other, the same requests to both.
 */
class HostComparisonCheck {
  @Test
  void answersAlikeWithSubjectTokensAlone() throws Exception {
    try (LocalCloud cloud = LocalCloud.start(0, InstantSource.system())) {
      compare(
          cloud,
          cloud.settings(),
          List.of(OriginRequests.ORIGIN, OriginRequests.SECOND_ORIGIN),
          new ComparedRequests(cloud.entra()).direct());
    }
  }

  @Test
  void answersAlikeWithCallersAndIdentities() throws Exception {
    try (LocalCloud cloud = LocalCloud.start(0, InstantSource.system())) {
      compare(
          cloud,
          cloud.settingsForCallers(),
          List.of(OriginRequests.ORIGIN),
          new ComparedRequests(cloud.entra()).withCallers());
    }
  }

  private static void compare(
      LocalCloud cloud,
      Map<String, String> settings,
      List<String> origins,
      List<WireRequest> requests)
      throws Exception {
    Map<String, String> values = new LinkedHashMap<>(settings);
    values.put("BROKER_USER_EXCHANGE_LIMIT", "1000000");
    values.put("AzureWebJobsDisableHomepage", "true");
    values.put("AzureWebJobs.TeamsPhoneToken.Disabled", "true");
    String trust = String.join(" ", cloud.trustFlags());
    try (MicrosoftHost theirs =
            MicrosoftHost.run(
                PlatformFixture.PACKAGE, new MicrosoftHost.Settings(values, origins, trust));
        HostProcess ours = PlatformFixture.local(cloud, values, origins)) {
      theirs.awaitAnswer();
      report(
          requests,
          answers(requests, theirs.uri()),
          answers(requests, ours.awaitReady(Duration.ofSeconds(30))));
    }
  }

  private static List<WireAnswer> answers(List<WireRequest> requests, URI host) throws IOException {
    List<WireAnswer> answers = new ArrayList<>();
    for (WireRequest request : requests) {
      answers.add(request.sendTo(host));
    }
    return answers;
  }

  /** Fails for a difference that is not known, and for a known one that is none. */
  private static void report(
      List<WireRequest> requests, List<WireAnswer> theirs, List<WireAnswer> ours) {
    List<String> wrong = new ArrayList<>();
    Map<String, Integer> known = new LinkedHashMap<>();
    for (int i = 0; i < requests.size(); i++) {
      String name = requests.get(i).name();
      boolean same = theirs.get(i).equals(ours.get(i));
      if (!same) {
        String reason = KnownDifference.of(name).map(KnownDifference::reason).orElse("not known");
        known.merge(reason, 1, Integer::sum);
      }
      if (same == KnownDifference.of(name).isPresent()) {
        wrong.add(
            "%s%n  Microsoft's: %s%n  the local:   %s".formatted(name, theirs.get(i), ours.get(i)));
      }
    }
    int different = known.values().stream().mapToInt(Integer::intValue).sum();
    System.out.printf(
        "%d of %d requests are answered alike%n", requests.size() - different, requests.size());
    known.forEach((reason, number) -> System.out.printf("  not so %d: %s%n", number, reason));
    assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
  }
}
