import json

import requests

headers = {"Authorization": "Bearer {{token}}"}
with requests.get("{{address}}", headers=headers, stream=True, timeout=60) as answer:
    answer.raise_for_status()
    for line in answer.iter_lines():
        row = json.loads(line)
        print(row["id"], row["language"], row["question"])

# Each row has the address of its audio.
audio = requests.get(row["recording"]["audio"], headers=headers, timeout=60)
print(len(audio.content), "bytes of FLAC")
