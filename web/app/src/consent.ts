import type { Settings } from "./settings.js";

/**
 * Where an administrator consents. The local cloud has the same page without a certificate that
 * browsers would warn of.
 */
export function consentAddress(consentUrl: string, settings: Settings): string {
  const { hostname, pathname, search } = new URL(consentUrl);
  return settings.localCloud && hostname === new URL(settings.authorityHost).hostname
    ? settings.authorityHost + pathname + search
    : consentUrl;
}
