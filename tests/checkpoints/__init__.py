"""Tiny checkpoints: real files of each model family, so that real loading code reads them."""
