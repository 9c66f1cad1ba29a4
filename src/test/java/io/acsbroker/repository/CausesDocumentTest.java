package io.acsbroker.repository;

import io.acsbroker.local.drill.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever has found a cause is led to what the operators' page says of it. */
@Tag("gate")
class CausesDocumentTest {
  @Test
  void everyCauseHasOneRowOfItsName() throws IOException {
    Gaps gaps = new Gaps();
    for (Cause cause : Cause.values()) {
      String[] link = cause.row().split("#", 2);
      String anchor = "<a id=\"" + link[1] + "\"></a>";
      int rows = Files.readString(Path.of(link[0])).split(anchor, -1).length - 1;
      gaps.require(rows == 1, link[0] + " has " + anchor + " " + rows + " times, instead of once");
    }
    gaps.assertNone();
  }
}
