"""Benchmark suites as plain data: what is asked, where samples lie, how replies are scored."""
