export interface Wanted {
  origin: string;
  slug: string;
  split: string;
  language: string;
  token: string | null;
}

/** Stands where the reader's own token goes. */
const PLACEHOLDER = "YOUR_TOKEN";

function address({ origin, slug, split, language }: Wanted): string {
  return `${origin}/api/v1/datasets/${slug}/splits/${split}/?language=${language}&verified=true`;
}

/** Streams the verified rows into a file, one JSON object a line. */
export function curlSnippet(wanted: Wanted): string {
  return `curl --fail --no-buffer \\
  -H "Authorization: Bearer ${wanted.token ?? PLACEHOLDER}" \\
  -H "Accept: application/x-ndjson" \\
  "${address(wanted)}" \\
  -o ${wanted.slug}-${wanted.split}-${wanted.language}.jsonl`;
}

/** Reads the rows one by one with nothing but Python's standard library. */
export function pythonSnippet(wanted: Wanted): string {
  return `import json
from urllib.request import Request, urlopen

request = Request(
    "${address(wanted)}",
    headers={
        "Authorization": "Bearer ${wanted.token ?? PLACEHOLDER}",
        "Accept": "application/x-ndjson",
    },
)
with urlopen(request) as rows:
    for line in rows:
        row = json.loads(line)
        print(row["id"], row["question"])`;
}
