"""What engines do on a GPU, at full size and with random weights: nothing is downloaded."""
