package io.acsbroker.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.repository.PublishedNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The default that the page of settings names is the one that the broker takes. */
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

  @Test
  void aSettingThatHasItsDefaultIsAsGoodAsMissing() throws IOException {
    Map<String, String> defaults = new PublishedNames(Path.of("")).settings();
    defaults.values().removeIf(String::isEmpty);
    assertTrue(defaults.size() >= 18, defaults.toString());
    BrokerConfig without = everything().config();
    defaults.forEach(
        (name, text) -> assertEquals(without, everything().with(name, value(text)).config(), name));
  }
}
