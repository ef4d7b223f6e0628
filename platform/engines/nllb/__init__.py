"""NLLB-200: translates between all languages of the table."""
