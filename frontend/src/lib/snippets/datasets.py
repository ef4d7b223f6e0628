from datasets import load_dataset

rows = load_dataset(
    "json",
    data_files="{{address}}",
    storage_options={"headers": {"Authorization": "Bearer {{token}}"}},
    split="train",
)
print(rows[0]["question"])
