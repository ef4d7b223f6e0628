/** File formats by the API's name, as people know them; "auto" is the form's own words. */
export const formats = [
  ["jsonl", "JSONL"],
  ["squad", "SQuAD (JSON)"],
  ["alpaca", "Alpaca (JSON)"],
  ["csv", "CSV"],
  ["tsv", "TSV"],
  ["parquet", "Parquet"],
  ["trivia", "OpenTriviaQA"],
  ["tmx", "TMX"],
  ["voice-assistant", "Voice Assistant 400K"],
] as const;
