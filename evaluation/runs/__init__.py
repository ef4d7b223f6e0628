"""Benchmarks, systems under test, their answers, and what judges and metrics say of them."""
