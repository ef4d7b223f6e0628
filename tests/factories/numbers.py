"""Numbers that no two rows of a test share."""

from itertools import count

numbers = count(1)
