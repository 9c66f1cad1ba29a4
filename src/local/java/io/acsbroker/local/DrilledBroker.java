package io.acsbroker.local;

import io.acsbroker.local.drill.Cause;
import io.acsbroker.local.drill.DrillClients;
import io.acsbroker.local.drill.DrillLog;
import io.acsbroker.local.drill.Outage;
import io.acsbroker.local.host.CorsPolicy;
import io.acsbroker.local.host.HostLaunch;
import io.acsbroker.local.host.HostProcess;
import io.acsbroker.local.host.HostStartException;
import io.acsbroker.local.host.LocalSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** The broker of a drill: a process of its own for each cause, with its clients and its log. */
final class DrilledBroker implements Outage {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private static final Pattern INFORMATION = Pattern.compile("\\d\\d:\\d\\d:\\d\\d INFO ");

  private final LocalArguments arguments;
  private final LocalCloud cloud;
  private final DrillLog log;
  private Optional<HostProcess> host = Optional.empty();
  private Optional<DrillClients> clients = Optional.empty();

  DrilledBroker(LocalArguments arguments, LocalCloud cloud, DrillLog log) {
    this.arguments = arguments;
    this.cloud = cloud;
    this.log = log;
  }

  @Override
  public String begin(Cause cause) throws InterruptedException {
    log.empty();
    cause.fault().ifPresent(cloud.control()::begin);
    HostProcess started = start(cause);
    host = Optional.of(started);
    URI broker = started.awaitReady(START_LIMIT);
    clients = Optional.of(DrillClients.start(cloud.entra(), broker));
    return """
        Something is wrong with the broker at %s, and its users call.
        Its log is %s, readiness is at %s/api/health/ready .\
        """
        .formatted(broker, log.file(), broker);
  }

  /** With settings in its environment alone, which other users of the machine cannot see. */
  private HostProcess start(Cause cause) {
    LocalSettings settings =
        new LocalSettings(cause.over(cloud.settingsForCallers()), CorsPolicy.NONE);
    HostLaunch launch = arguments.launch(cloud.trustFlags(), settings);
    try {
      // Without functions the real host starts no worker, and nothing of the broker's is logged
      return HostProcess.start(launch, cause == Cause.HALF_DEPLOYED ? line -> {} : this::note);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** What host.json keeps in Azure: information about requests it does not. */
  private void note(String line) {
    if (!INFORMATION.matcher(line).lookingAt()) {
      log.add(line);
    }
  }

  @Override
  public void end() {
    clients.ifPresent(DrillClients::close);
    clients = Optional.empty();
    host.ifPresent(HostProcess::close);
    host = Optional.empty();
    try {
      cloud.control().reset();
    } catch (IOException failed) {
      throw new HostStartException(
          "The local cloud cannot be reset: " + failed.getMessage(), failed);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }
}
