"""`make bench`: speed and memory as ratios within one run, never as a timed test."""
