export type Parameters = Record<string, unknown>;

function fill(address: string, path: Parameters): string {
  return address.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(path[name])));
}

/** A list gives its name again and again; what is empty is not said at all. */
function search(query: Parameters): string {
  const pairs = Object.entries(query)
    .flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const))
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([name, value]): [string, string] => [name, String(value)]);
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs).toString()}`;
}

/** An operation's address with its parameters in their places. */
export function urlOf(
  address: string,
  { path = {}, query = {} }: { path?: Parameters; query?: Parameters },
): string {
  return fill(address, path) + search(query);
}
