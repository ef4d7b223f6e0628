/** What files of a release can be; the server's list. */
export const formats = [
  "parquet",
  "parquet-text",
  "webdataset",
  "ndjson",
  "ratings",
  "tmx",
] as const;

export function formatNamed(name: string): (typeof formats)[number] {
  return formats.find((one) => one === name) ?? formats[0];
}
