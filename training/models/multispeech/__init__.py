"""Speech encoder, window-level Q-Former and language model, put together (section 6, A.6).

After SALMONN (Tang et al., 2024), with a multilingual text encoder to start from.
"""
