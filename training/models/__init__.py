"""Families of models that can be trained. This file knows no torch."""
