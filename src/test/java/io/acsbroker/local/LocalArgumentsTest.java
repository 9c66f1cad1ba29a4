package io.acsbroker.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.acsbroker.local.host.HostStartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalArgumentsTest {
  @ParameterizedTest
  @CsvSource({
    "false, false, DIRECT",
    "true, false, CALLERS",
    "false, true, ON_BEHALF_OF",
    "true, true, ON_BEHALF_OF"
  })
  void chooseTheWay(String callers, String onBehalfOf, Way way) {
    assertEquals(
        way,
        LocalArguments.parse("--callers=" + callers, "--on-behalf-of=" + onBehalfOf, "--settings=")
            .way());
  }

  @Test
  void areForADirectBrokerOtherwise() {
    assertEquals(Way.DIRECT, LocalArguments.parse("--port=0").way());
  }

  @Test
  void areTrueOrFalse() {
    assertEquals("-Dlocal.callers must be true or false.", refusal("--callers=yes"));
    assertEquals("-Dlocal.onBehalfOf must be true or false.", refusal("--on-behalf-of="));
    assertEquals("-Dlocal.page must be true or false.", refusal("--page=no"));
  }

  @Test
  void areNotForSettingsOfAFile() {
    assertEquals(
        "-Dlocal.callers and -Dlocal.onBehalfOf are for the local cloud: with -Dlocal.settings the"
            + " file says it all.",
        refusal("--callers=true", "--settings=my.json"));
  }

  private static String refusal(String... arguments) {
    return String.valueOf(
        assertThrows(HostStartException.class, () -> LocalArguments.parse(arguments)).getMessage());
  }
}
