package io.acsbroker.identity;

import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.table.TableEmulator;
import io.acsbroker.local.table.TableService;
import java.io.IOException;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The store over the table in memory. */
class TableEmulatorTest extends IdentityStoreContract {
  private static LocalCloud cloud;
  private static TableEmulator table;
  private static SSLContext before;

  @BeforeAll
  static void start() throws Exception {
    before = SSLContext.getDefault();
    cloud = LocalCloud.start(0, InstantSource.system());
    SSLContext.setDefault(cloud.certificate().clientContext());
    table = cloud.table();
  }

  @AfterAll
  static void stop() throws IOException {
    SSLContext.setDefault(before);
    cloud.close();
  }

  @Override
  TableService service() {
    return table;
  }
}
