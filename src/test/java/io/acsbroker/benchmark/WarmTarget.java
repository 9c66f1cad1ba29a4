package io.acsbroker.benchmark;

import io.acsbroker.local.LocalCloud;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/**
 * Where requests of one kind go.
 *
 * @param request what is sent with a token
 * @param process whose processor time counts, if it is ours
 */
record WarmTarget(
    WarmKind kind,
    Function<SubjectRequest, byte[]> request,
    Load.Connector connector,
    Optional<ProcessUse> process) {

  /** An app in a host. */
  static WarmTarget of(WarmKind kind, MeasuredHost host) {
    return new WarmTarget(kind, SubjectRequest::toBroker, host::open, Optional.of(host.use()));
  }

  /** The call that all of them make of ACS, without anybody between. */
  static WarmTarget acs(LocalCloud cloud) throws IOException, InterruptedException {
    String identityToken = IdentityToken.of(cloud.identity());
    SSLContext tls = cloud.certificate().clientContext();
    int port = cloud.acs().endpoint().getPort();
    return new WarmTarget(
        WarmKind.ACS_ITSELF,
        request -> request.toAcs(identityToken),
        () -> PlainConnection.open(port, tls),
        Optional.empty());
  }

  /** Sends these, and takes down what each cost. */
  WarmSlice measure(Load load) throws InterruptedException {
    Duration before = processorTime();
    Load.Result result = load.run(connector);
    double micros = processorTime().minus(before).toNanos() / 1e3 / load.requests().size();
    return new WarmSlice(result, process.isPresent() ? micros : Double.NaN);
  }

  private Duration processorTime() {
    return process.map(ProcessUse::processorTime).orElse(Duration.ZERO);
  }
}
