package io.acsbroker.local.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths, as Microsoft's host 4.1037 was seen to read them. */
class HostPathTest {
  @ParameterizedTest
  @CsvSource({
    "/, ''",
    "/api, api",
    "/api/, api",
    "/api//, api|",
    "//, ''",
    "/api//x, api||x",
    "/api/x/../y, api|y",
    "/api/%2e%2E/y, y",
    "/../../api, api",
    "/api/./x, api|x",
    "/api/x/., api|x",
    "/api/x/.., api",
    "/api/%74eams, api|teams",
    "/api/%C3%A9, api|é",
    "/api/a%2fb%2Fc, api|a%2fb%2Fc",
    "/api/%ff, api|%ff",
    "/api/a+b, api|a+b",
    "/api/..., api|..."
  })
  void readsSegments(String path, String segments) {
    assertEquals(segments, String.join("|", HostPath.of(path).segments()));
  }

  @Test
  void tellsANul() {
    assertTrue(HostPath.of("/api/a%00b").hasNul());
    assertFalse(HostPath.of("/api/a%30b").hasNul());
  }

  @Test
  void tellsTheRootFromAnEmptySegment() {
    assertEquals(0, HostPath.of("/").segments().size());
    assertEquals(1, HostPath.of("//").segments().size());
  }
}
