"""MMS: writes speech down with one adapter per language, and tells spoken languages apart."""

from engines.mms.listeners import MmsIdentifier, MmsRecognizer

__all__ = ["MmsIdentifier", "MmsRecognizer"]
