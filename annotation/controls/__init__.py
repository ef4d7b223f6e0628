"""Clips whose answer is known, and the words around them. No Django."""
