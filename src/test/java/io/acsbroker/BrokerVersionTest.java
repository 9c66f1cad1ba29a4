package io.acsbroker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code /api/health} says of a build. */
class BrokerVersionTest {
  private static String version(String commit) {
    Properties properties = new Properties();
    properties.setProperty("version", "0.1.0-SNAPSHOT");
    properties.setProperty("commit", commit);
    return BrokerVersion.of(properties);
  }

  @Test
  void hasTheCommitBehindAPlus() {
    assertEquals("0.1.0-SNAPSHOT+a48387a", version("a48387a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "${git.commit.id.abbrev}", "a48", "A48387A", "a48387a-dirty"})
  void standsAloneWhereTheBuildKnewOfNoCommit(String commit) {
    assertEquals("0.1.0-SNAPSHOT", version(commit));
  }

  @Test
  void isUnknownWhereNothingWasWritten() {
    assertEquals("unknown", BrokerVersion.of(new Properties()));
  }
}
