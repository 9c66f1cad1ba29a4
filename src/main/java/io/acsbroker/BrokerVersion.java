package io.acsbroker;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * The version and the commit, as the build wrote them into a file beside this class: of a snapshot
 * there are many.
 */
final class BrokerVersion {
  /** Anything else is what the build left where it found no repository. */
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,40}");

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
    return of(properties);
  }

  /**
   * The commit stands behind a plus, which says nothing of the order of versions.
   *
   * @see <a href="https://semver.org/#spec-item-10">Semantic Versioning, build metadata</a>
   */
  static String of(Properties properties) {
    String version = properties.getProperty("version", "unknown");
    String commit = properties.getProperty("commit", "");
    return COMMIT.matcher(commit).matches() ? version + "+" + commit : version;
  }
}
