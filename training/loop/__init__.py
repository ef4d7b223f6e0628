"""The loop that trains, over Accelerate: one process or many, and states to go on from."""
