import curl from "./curl.sh?raw";
import datasets from "./datasets.py?raw";
import duckdb from "./duckdb.py?raw";
import pandas from "./pandas.py?raw";
import requests from "./requests.py?raw";

/** Programs that read rows, as people paste them. The same files are run by tests. */
export const snippets = [
  { name: "curl", text: curl },
  { name: "Python", text: requests },
  { name: "pandas", text: pandas },
  { name: "datasets", text: datasets },
  { name: "DuckDB", text: duckdb },
] as const;

/** Stands where the reader's own token goes. */
const PLACEHOLDER = "YOUR_TOKEN";

interface Wanted {
  /** Of rows as NDJSON, with the studio's own. */
  address: string;
  token: string | null;
}

export function fill(text: string, { address, token }: Wanted): string {
  const filled = text.replaceAll("{{address}}", () => address);
  return filled.replaceAll("{{token}}", () => token ?? PLACEHOLDER).trimEnd();
}
