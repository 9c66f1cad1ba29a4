package io.acsbroker.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The default that a setting's row names is the one that the broker takes. */
@Tag("gate")
class SettingDefaultsTest {
  /** Settings with which every setting that has a default means something. */
  private static SampleSettings everything() {
    return SampleSettings.withCallers()
        .with("BROKER_IDENTITY_TABLE_ENDPOINT", "https://contoso.table.core.windows.net");
  }

  /** A default may be the value of another setting. */
  private static String value(String text) {
    return text.equals(Setting.ENTRA_CLIENT_IDS.name()) ? SampleSettings.CLIENT : text;
  }

  private static List<Setting> withDefault() {
    return Arrays.stream(Setting.values()).filter(it -> !it.defaultText().isEmpty()).toList();
  }

  @ParameterizedTest
  @MethodSource("withDefault")
  void aSettingThatHasItsDefaultIsAsGoodAsMissing(Setting setting) {
    assertEquals(
        everything().config(),
        everything().with(setting.name(), value(setting.defaultText())).config());
  }
}
