import json

import requests

headers = {"Authorization": "Bearer {{token}}"}
with requests.get("{{address}}", headers=headers, stream=True, timeout=60) as answer:
    answer.raise_for_status()
    for line in answer.iter_lines():
        row = json.loads(line)
        print(row["id"], row["language"], row["question"])
        if row["recording"]:
            address = row["recording"]["audio"]

audio = requests.get(address, headers=headers, timeout=60)
audio.raise_for_status()
print(len(audio.content), "bytes of FLAC")
