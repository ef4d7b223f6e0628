"""Trains speech language models. Everything but `training.runs` works without Django."""
