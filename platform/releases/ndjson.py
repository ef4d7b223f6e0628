"""JSON that the database makes, sent on as it comes: memory doesn't grow with the rows."""

from collections.abc import Iterator

from django.db.backends.utils import CursorWrapper

BLOCK_BYTES = 64 * 1024
# CSV of one column whose delimiter and quote can't occur in JSON: each line is a row as it is.
_COPY = r"COPY ({query}) TO STDOUT (FORMAT csv, DELIMITER E'\x02', QUOTE E'\x01')"


def stream_ndjson(cursor: CursorWrapper, query: str) -> Iterator[bytes]:
    """Blocks of lines; the query has one column of JSON."""
    block = bytearray()
    with cursor.copy(_COPY.format(query=query)) as lines:
        for line in lines:
            block += line
            if len(block) >= BLOCK_BYTES:
                yield bytes(block)
                block.clear()
    yield bytes(block)
