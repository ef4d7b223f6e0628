curl --fail --compressed \
  -H "Authorization: Bearer {{token}}" \
  "{{address}}" \
  -o rows.ndjson
