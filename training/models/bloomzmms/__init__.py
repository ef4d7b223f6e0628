"""Layers of a multilingual speech encoder, summed; an E-Branchformer adaptor; a frozen BLOOMZ.

After Denisov and Vu (2024). Sizes are those of the configuration they published.
"""
