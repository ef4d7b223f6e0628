import { useSearchParams } from "react-router";

/** A page's choices in its address, so that a link keeps them; what stands at its default is left out. */
export function useUrlFilter<Filter extends Record<string, string>>(
  defaults: Filter,
): [Filter, (part: Partial<Filter>) => void] {
  const [address, setAddress] = useSearchParams();
  const filter = readFilter(address, defaults);
  const change = (part: Partial<Filter>) =>
    // What the window's address says now: another change may be on its way into the page.
    setAddress(writeFilter(new URLSearchParams(location.search), defaults, part), {
      replace: true,
    });
  return [filter, change];
}

export function readFilter<Filter extends Record<string, string>>(
  address: URLSearchParams,
  defaults: Filter,
): Filter {
  const pairs = Object.entries(defaults).map(([key, value]) => [key, address.get(key) ?? value]);
  return Object.fromEntries(pairs) as Filter;
}

/** The address with some choices changed; other parts of it stay. */
export function writeFilter<Filter extends Record<string, string>>(
  address: URLSearchParams,
  defaults: Filter,
  part: Partial<Filter>,
): URLSearchParams {
  const next = new URLSearchParams(address);
  for (const [key, value] of Object.entries<string | undefined>(part)) {
    if (value === undefined || value === defaults[key]) next.delete(key);
    else next.set(key, value);
  }
  return next;
}
