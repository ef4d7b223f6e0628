from django.db.models import TextChoices


class ChangeKind(TextChoices):
    """What became of an item in one language since the release before."""

    ADDED = "added", "Was not in it"
    REMOVED = "removed", "Is in it no longer"
    CORRECTED = "corrected", "A person wrote its text anew"
    RETRANSLATED = "retranslated", "A machine wrote its text anew"
    REVOICED = "revoiced", "Has another recording, or the first one, or none now"
    REJUDGED = "rejudged", "Same text and recording, but other votes, checks or split"


class ExportFormat(TextChoices):
    PARQUET = "parquet", "Parquet with audio, for `datasets`"
    PARQUET_TEXT = "parquet-text", "Parquet without audio"
    WEBDATASET = "webdataset", "WebDataset, tar files for training"
    NDJSON = "ndjson", "JSON lines, packed"
    RATINGS = "ratings", "Raw votes as CSV"
    TMX = "tmx", "Corrected texts as a translation memory"

    @property
    def suffix(self) -> str:
        return _SUFFIXES[self]

    @property
    def holds_audio(self) -> bool:
        return self in {ExportFormat.PARQUET, ExportFormat.WEBDATASET}

    @property
    def cuts_rows(self) -> bool:
        """Votes and corrected texts are few: one file."""
        return self not in {ExportFormat.RATINGS, ExportFormat.TMX}


_SUFFIXES = {
    ExportFormat.PARQUET: ".parquet",
    ExportFormat.PARQUET_TEXT: ".parquet",
    ExportFormat.WEBDATASET: ".tar",
    ExportFormat.NDJSON: ".ndjson.gz",
    ExportFormat.RATINGS: ".csv",
    ExportFormat.TMX: ".tmx",
}
