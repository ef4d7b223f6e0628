"""How all systems of a dataset compare, over its benchmarks. It reads what the sweep keeps."""
