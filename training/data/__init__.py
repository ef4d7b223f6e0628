"""What models are trained on: collections opened by a recipe, mixed, planned and streamed.

`mixture.open_mixture` is the way in. Nothing here knows torch or Django.
"""
