"""Starts, watches and stops everything a studio needs on one machine: no Docker, no Django here."""
