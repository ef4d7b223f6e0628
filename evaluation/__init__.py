"""Measures what machines and people did."""
