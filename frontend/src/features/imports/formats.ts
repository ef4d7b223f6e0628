import type { ImportRun } from "@/api/types";

/** What a file can be, as the API names it; "auto" is the form's own words. */
export const formats = [
  "jsonl",
  "squad",
  "alpaca",
  "csv",
  "tsv",
  "parquet",
  "trivia",
  "tmx",
  "voice-assistant",
] as const satisfies ImportRun["format"][];
