"""How many natives it takes to settle a text that others check. Plain numbers, no Django."""

READERS = 2
"""Who writes and who reads it over; where they disagree, the next one has the last word."""
