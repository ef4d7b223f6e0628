"""Qwen2.5-Omni's thinker with adapters (the paper's section 5)."""
