package io.acsbroker.local;

import io.acsbroker.local.drill.Cause;
import io.acsbroker.local.drill.DrawnCauses;
import io.acsbroker.local.drill.Drill;
import io.acsbroker.local.drill.DrillControl;
import io.acsbroker.local.drill.DrillLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What {@code -Dlocal.drill} runs: a local cloud in which something is wrong, until the end of the
 * input.
 */
final class DrillCommand {
  private static final String LOG = ".local/drill.log";

  private DrillCommand() {}

  /** Runs until the input ends. Whatever ends the process, it says what was not found. */
  static void run(LocalArguments arguments, Optional<Cause> first, InputStream in, PrintStream out)
      throws IOException, InterruptedException {
    int entraPort = FreePort.preferred(arguments.port() == 0 ? 0 : arguments.port() + 1);
    try (DrillLog log = DrillLog.open(arguments.project().resolve(LOG));
        LocalCloud cloud = LocalCloud.start(entraPort, InstantSource.system())) {
      DrilledBroker broker = new DrilledBroker(arguments, cloud, log);
      Drill drill =
          new Drill(new DrawnCauses(first, new SecureRandom()), broker, InstantSource.system());
      cloud.entra().mountBefore(new DrillControl(drill)::answer);
      Thread lastWords = new Thread(() -> drill.untold().ifPresent(out::println), "drill-end");
      Runtime.getRuntime().addShutdownHook(lastWords);
      out.println(drill.begin());
      out.println("Without a console, POST it to " + cloud.entra().authority() + "/local/drill .");
      listen(drill, in, out);
      out.println(drill.end());
      Runtime.getRuntime().removeShutdownHook(lastWords);
    }
  }

  private static void listen(Drill drill, InputStream in, PrintStream out)
      throws IOException, InterruptedException {
    BufferedReader typed = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (String line = typed.readLine(); line != null; line = typed.readLine()) {
      out.println(drill.answer(line).text());
    }
  }
}
