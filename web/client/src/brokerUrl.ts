import { BrokerError } from "./brokerError.js";
import type { TokenRoute } from "./options.js";

const TOKEN = "/api/token";
const PATHS: Readonly<Record<TokenRoute, string>> = {
  teams: `${TOKEN}/teams`,
  entra: `${TOKEN}/entra`,
  teamsPhone: `${TOKEN}/teams-phone`,
  identity: TOKEN,
};

// React Native's own URL class does not know all parts of an address
const ADDRESS = /^(https?):\/\/([a-z0-9._-]+|\[[0-9a-f:.]+\])(:\d{1,5})?((?:\/[^/?#\s]+)*)\/*$/i;
const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** The path of a route. Refuses the name of none, which types keep from TypeScript alone. */
export function pathOf(route: TokenRoute = "teams"): string {
  if (!Object.hasOwn(PATHS, route)) {
    throw new BrokerError("route_unknown", `route is none of ${Object.keys(PATHS).join(", ")}.`);
  }
  return PATHS[route];
}

/** The address that takes requests. Refuses what would send tokens in the clear. */
export function addressOf(brokerUrl: string, path: string): string {
  const [, scheme = "", host = "", port = "", prefix = ""] = ADDRESS.exec(brokerUrl) ?? [];
  if (!scheme) {
    throw new BrokerError(
      "broker_url_invalid",
      "brokerUrl is not the address of a broker: write it as https://broker.example.",
    );
  }
  if (scheme.toLowerCase() === "http" && !LOOPBACK.includes(host.toLowerCase())) {
    throw new BrokerError(
      "broker_url_insecure",
      "brokerUrl is http, and would send tokens in the clear: only localhost may be without https.",
    );
  }
  return `${scheme}://${host}${port}${prefix}${path}`;
}
