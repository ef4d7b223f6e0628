"""Campaigns that run in a Label Studio server: projects go there, annotations come back."""
