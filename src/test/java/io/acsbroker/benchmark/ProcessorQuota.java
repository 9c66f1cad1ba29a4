package io.acsbroker.benchmark;

import java.io.IOException;

/** Lets a process have a quarter of a core, until it is lifted. */
interface ProcessorQuota extends AutoCloseable {
  /** Of a period, in microseconds, which is the kernel's own default. */
  int PERIOD = 100_000;

  /** A quarter of it. */
  int SHARE = PERIOD / 4;

  /** The kernel's where it lets us, otherwise stopping and continuing. */
  static ProcessorQuota ofAQuarter() throws IOException {
    var byTheKernel = GroupQuota.create();
    return byTheKernel.isPresent() ? byTheKernel.get() : new StoppingQuota();
  }

  /** Begins with this process. */
  void limit(ProcessHandle process) throws IOException;

  /** Lets the last process run as it likes. */
  void lift() throws IOException;

  /** In words. */
  String how();

  @Override
  void close() throws IOException;
}
