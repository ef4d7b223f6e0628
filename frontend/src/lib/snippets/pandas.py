import pandas

rows = pandas.read_json(
    "{{address}}",
    lines=True,
    storage_options={"Authorization": "Bearer {{token}}"},
)
print(rows.groupby("language").size())
