/** The address of the answers behind a number; what is empty narrows nothing. */
export function answersPath(
  slug: string,
  chosen: Readonly<Record<string, string | number | undefined>>,
): string {
  const pairs = Object.entries(chosen)
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([name, value]) => [name, String(value)]);
  const query = new URLSearchParams(pairs).toString();
  return `/d/${slug}/answers${query && `?${query}`}`;
}
