"""Trainings that managers start: their data, their progress and the checkpoints they leave."""
