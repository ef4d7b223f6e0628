"""Writes of human evaluation: what managers do with campaigns, what raters do with tasks."""
