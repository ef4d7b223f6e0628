"""What a release says of itself in words: a data card for people, and Croissant for programs.

Both are made from what was frozen, so that they are the same bytes at every call.
"""
