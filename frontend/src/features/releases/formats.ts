/** What files of a release can be; the server's list. */
export const formats = [
  "parquet",
  "parquet-text",
  "webdataset",
  "ndjson",
  "ratings",
  "tmx",
] as const;
