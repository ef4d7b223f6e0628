"""Benchmark suites as plain data: what is asked, where samples lie, how replies are scored.

A new suite is a file in ``definitions``; its name is the file's. `loading` reads it, `layouts`
finds its samples on disk, `scoring` and `comparing` turn replies into numbers.
"""
