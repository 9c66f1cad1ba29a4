// What the tests use of `node:assert/strict`, in a page. `page.test.ts` holds its verdicts against Node's.
type Expected = RegExp | object | ((error: unknown) => boolean);

class AssertionError extends Error {
  override readonly name = "AssertionError";
}

function fail(message = "Failed"): never {
  throw new AssertionError(message);
}

function ok(value: unknown, message?: string): void {
  value || fail(message ?? `${shown(value)} is not truthy`);
}

function equal(actual: unknown, expected: unknown, message?: string): void {
  Object.is(actual, expected) || fail(message ?? `${shown(actual)} is not ${shown(expected)}`);
}

function notEqual(actual: unknown, expected: unknown): void {
  !Object.is(actual, expected) || fail(`it is ${shown(actual)}`);
}

function deepEqual(actual: unknown, expected: unknown): void {
  same(actual, expected) || fail(`${shown(actual)} is not ${shown(expected)}`);
}

function match(actual: string, pattern: RegExp): void {
  pattern.test(actual) || fail(`${shown(actual)} does not match ${pattern}`);
}

function doesNotMatch(actual: string, pattern: RegExp): void {
  !pattern.test(actual) || fail(`${shown(actual)} matches ${pattern}`);
}

function throws(run: () => unknown, expected?: Expected): void {
  try {
    run();
  } catch (error) {
    return meets(error, expected);
  }
  fail("It threw nothing");
}

async function rejects(run: Promise<unknown> | (() => Promise<unknown>), expected?: Expected) {
  try {
    await (typeof run === "function" ? run() : run);
  } catch (error) {
    return meets(error, expected);
  }
  fail("It rejected nothing");
}

function meets(error: unknown, expected: Expected | undefined): void {
  if (expected instanceof RegExp) {
    return match(String(error), expected);
  }
  if (typeof expected === "function") {
    return equal(expected(error), true, `${shown(error)} is another error`);
  }
  for (const name of namesOf(expected ?? {})) {
    const [found, wanted] = [error, expected].map((it) => (it as Record<string, unknown>)[name]);
    const met =
      wanted instanceof RegExp && typeof found === "string"
        ? wanted.test(found)
        : name in (error as object) && same(found, wanted);
    met || fail(`${name} is ${shown(found)}, not ${shown(wanted)}, of ${shown(error)}`);
  }
}

function namesOf(it: object): string[] {
  return it instanceof Error ? [...Object.keys(it), "name", "message"] : Object.keys(it);
}

function same(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) {
    return true;
  }
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) {
    return false;
  }
  if (Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)) {
    return false;
  }
  if (one instanceof Date && !Object.is(one.getTime(), (other as Date).getTime())) {
    return false;
  }
  const [names, others] = [namesOf(one), namesOf(other)];
  return (
    names.length === others.length &&
    names.every((name) => others.includes(name) && same(at(one, name), at(other, name)))
  );
}

function at(it: object, name: string): unknown {
  return (it as Record<string, unknown>)[name];
}

function shown(it: unknown): string {
  return it instanceof Error ? `${it} ${JSON.stringify(it)}` : (JSON.stringify(it) ?? String(it));
}

export default {
  fail,
  ok,
  equal,
  notEqual,
  deepEqual,
  match,
  doesNotMatch,
  throws,
  rejects,
};
