"""SeamlessM4T v2: translates text, and speaks what it translates."""
