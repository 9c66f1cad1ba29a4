package io.acsbroker.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.drill.Cause;
import io.acsbroker.local.host.CorsPolicy;
import io.acsbroker.local.host.HostStartException;
import io.acsbroker.local.host.LocalSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalArgumentsTest {
  private static final Properties NONE = new Properties();

  @ParameterizedTest
  @CsvSource({
    "false, false, DIRECT",
    "true, false, CALLERS",
    "false, true, ON_BEHALF_OF",
    "true, true, ON_BEHALF_OF",
    "elsewhere, false, ELSEWHERE"
  })
  void chooseTheWay(String callers, String onBehalfOf, Way way) {
    assertEquals(
        way,
        LocalArguments.parse(
                NONE, "--callers=" + callers, "--on-behalf-of=" + onBehalfOf, "--settings=")
            .way());
  }

  @Test
  void areForADirectBrokerOtherwise() {
    assertEquals(Way.DIRECT, LocalArguments.parse(NONE, "--port=0").way());
  }

  @Test
  void areTrueOrFalseOrElsewhere() {
    assertEquals("-Dlocal.callers must be true, false or elsewhere.", refusal("--callers=yes"));
    assertEquals("-Dlocal.onBehalfOf must be true or false.", refusal("--on-behalf-of="));
    assertEquals("-Dlocal.page must be true or false.", refusal("--page=no"));
  }

  @Test
  void areNotForBothKindsOfSignIn() {
    assertEquals(
        "-Dlocal.onBehalfOf is for callers who sign in at Entra: leave it out with"
            + " -Dlocal.callers=elsewhere.",
        refusal("--callers=elsewhere", "--on-behalf-of=true"));
  }

  @Test
  void areNotForSettingsOfAFile() {
    assertEquals(
        "-Dlocal.callers, -Dlocal.onBehalfOf and -Dlocal.directory are for the local cloud: with"
            + " -Dlocal.settings the file says it all.",
        refusal("--callers=true", "--settings=my.json"));
    assertEquals(
        refusal("--callers=true", "--settings=my.json"),
        refusal("--directory=own.json", "--settings=my.json"));
  }

  @Test
  void nameAFileOrNone() {
    assertEquals(Optional.empty(), LocalArguments.parse(NONE, "--directory=").directory());
    assertEquals(
        Optional.of(Path.of("own.json").toAbsolutePath()),
        LocalArguments.parse(NONE, "--directory=own.json").directory());
  }

  @Test
  void chooseADrillOrNone() {
    assertEquals(Optional.empty(), LocalArguments.parse(NONE, "--drill=false").drill());
    assertEquals(
        Optional.of(new DrillChoice(Optional.empty())),
        LocalArguments.parse(NONE, "--drill=true").drill());
    assertEquals(
        Optional.of(new DrillChoice(Optional.of(Cause.ACS_SLOW))),
        LocalArguments.parse(NONE, "--drill=acs-slow").drill());
  }

  @Test
  void nameACauseThatThereIs() {
    for (String name : List.of("yes", "", "ACS_SLOW", "17")) {
      String refusal = refusal("--drill=" + name);
      assertTrue(
          refusal.startsWith("-Dlocal.drill is true, false or one of keys-unreachable, "), refusal);
    }
  }

  @Test
  void leaveItToTheDrillWhatItsBrokerIsLike() {
    String sentence = "-Dlocal.drill chooses what its broker is like: leave";
    for (String option :
        List.of(
            "--callers=true", "--on-behalf-of=true", "--directory=a.json", "--settings=a.json")) {
      assertTrue(refusal("--drill=true", option).startsWith(sentence), option);
    }
    Properties own = new Properties();
    own.setProperty("local.set.BROKER_GUESTS", "deny");
    HostStartException refused =
        assertThrows(HostStartException.class, () -> LocalArguments.parse(own, "--drill=true"));
    assertTrue(String.valueOf(refused.getMessage()).startsWith(sentence));
  }

  /** As {@code func start} does with {@code --port} and {@code LocalHttpPort}. */
  @Test
  void choosesThePortOfTheSettingsWhereNobodyTypedOne() {
    LocalSettings settings = new LocalSettings(Map.of(), CorsPolicy.NONE, Optional.of(7081));
    Properties typed = new Properties();
    typed.setProperty("local.port", "7071");
    assertEquals(7081, LocalArguments.parse(NONE, "--port=7071").portWith(settings));
    assertEquals(7071, LocalArguments.parse(typed, "--port=7071").portWith(settings));
    LocalSettings without = new LocalSettings(Map.of(), CorsPolicy.NONE);
    assertEquals(7071, LocalArguments.parse(NONE, "--port=7071").portWith(without));
    assertEquals(
        7081, LocalArguments.parse(NONE, "--port=7071").launch(List.of(), settings).port());
  }

  private static String refusal(String... arguments) {
    return String.valueOf(
        assertThrows(HostStartException.class, () -> LocalArguments.parse(NONE, arguments))
            .getMessage());
  }
}
