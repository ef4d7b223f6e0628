"""Made-up raters with known bias, noise and tricks: what screening and intervals are worth."""
