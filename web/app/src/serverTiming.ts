/** An entry of `Server-Timing`, as browsers give it to pages: its duration is 0 where it has none. */
export type TimingEntry = Pick<PerformanceServerTiming, "name" | "duration" | "description">;

/**
 * What the broker did for a token, in words; none where it does not say, as before it had
 * `Server-Timing` or behind a gateway that takes the header away.
 *
 * @param tokens what it has verified: `it`, or `both`
 */
export function doneByBroker(entries: readonly TimingEntry[], tokens: string): string | undefined {
  const took = new Map(entries.map((it) => [it.name, it] as const));
  const verification = took.get("verification");
  if (!verification) {
    return undefined;
  }
  const delegation = took.get("on_behalf_of");
  const identity = took.get("identity");
  return [
    `verified ${tokens} in ${written(verification)}`,
    ...(delegation ? [`got your token for ACS from Entra in ${written(delegation)}`] : []),
    ...(identity?.duration ? [`signed in at ACS in ${written(identity)}`] : []),
    source(took),
  ].join(", ");
}

function source(took: ReadonlyMap<string, TimingEntry>): string {
  const acs = took.get("acs");
  if (!acs) {
    return "and remembered the token: ACS was not asked again";
  }
  return acs.description === "shared"
    ? "and waited for ACS's answer to another request for the same token"
    : `and had it exchanged at ACS in ${written(acs)}`;
}

function written({ duration }: TimingEntry): string {
  return `${duration < 10 ? duration.toFixed(1) : Math.round(duration)} ms`;
}

/** Watches what the broker says of its answers, until what is returned is called. */
export function watchServerTiming(
  brokerUrl: string,
  told: (entries: readonly TimingEntry[]) => void,
): () => void {
  const tokens = `${brokerUrl.replace(/\/+$/, "")}/api/token`;
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.name.startsWith(tokens) && entry instanceof PerformanceResourceTiming) {
        told(entry.serverTiming);
      }
    }
  });
  observer.observe({ type: "resource" });
  return () => observer.disconnect();
}
