"""Models that are put together: a frozen speech encoder, a projector that trains, a language model.

A family says which encoder and projector (`loading.Joins`) and, where it learns in another way than
from answers, what its loss is (a subclass of `model.JoinedModel`).
"""
