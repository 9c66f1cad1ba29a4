package io.acsbroker;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version, as the build wrote it into a file beside this class. */
final class BrokerVersion {
  private BrokerVersion() {}

  static String ofThisBuild() {
    Properties properties = new Properties();
    try (InputStream file = BrokerVersion.class.getResourceAsStream("version.properties")) {
      if (file != null) {
        properties.load(file);
      }
    } catch (IOException unreadable) {
      // A version that nobody can tell is no reason not to start
    }
    return properties.getProperty("version", "unknown");
  }
}
