"""Language-aware distillation (Gopal et al., 2026): a bank of queries, and text as the teacher.

A gate hears which queries suit the language; what the frozen language model says of a transcript is
what it shall say of the clip. The paper's excerpt gives no loss and no sizes: both are our choice.
"""
