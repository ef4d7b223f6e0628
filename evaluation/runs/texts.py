"""What models say, as a database can hold it."""


def storable(text: str) -> str:
    """Without NUL and half characters, which a model may well say."""
    return text.replace("\0", "").encode(errors="replace").decode()
