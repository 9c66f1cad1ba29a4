/** The claims of a token. */
export type Claims = Readonly<Record<string, unknown>>;

/**
 * The claims of a JWT, to be looked at and never to be trusted: nothing is verified here. None where
 * it is not a signed JWT, of three segments: of one that is encrypted nobody but its receiver knows
 * them.
 */
export function claimsOf(token: string): Claims {
  try {
    const [, claimsSegment = "", signature, ...more] = token.split(".");
    if (!signature || more.length > 0) {
      return {};
    }
    const payload = claimsSegment.replace(/-/g, "+").replace(/_/g, "/");
    const bytes = Uint8Array.from(atob(payload), (it) => it.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return claims !== null && typeof claims === "object" ? (claims as Claims) : {};
  } catch {
    return {};
  }
}

/** For how many milliseconds a token was issued; undefined where it does not say. */
export function wholeLife({ iat, exp }: Claims): number | undefined {
  return typeof iat === "number" && typeof exp === "number" && exp > iat
    ? (exp - iat) * 1000
    : undefined;
}
