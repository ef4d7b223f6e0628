"""Audio in S3-compatible object storage."""

import base64
import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from corpus.errors import AudioMissingError, AudioStoreError
from corpus.storage.store import (
    StoredObject,
    digest_of,
    object_key,
    sha256_of_key,
    verified,
)

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

LINK_SECONDS = 3600
PART_BYTES = 8 * 2**20
"""A larger object goes up in parts of this size, each repeated alone if it fails."""

_FLAC = "audio/flac"
_ATTEMPTS = 5
_MISSING = frozenset({"404", "NoSuchKey", "NotFound"})
_MISSING_BUCKET = frozenset({"404", "NoSuchBucket", "NotFound"})
_OURS_ALREADY = frozenset({"BucketAlreadyOwnedByYou", "BucketAlreadyExists"})


class S3Store:
    """Credentials come from boto3's own chain: environment, profile, or the machine's role.

    ``endpoint`` is where this process reaches the store, ``public_url`` where browsers do.
    """

    def __init__(
        self,
        bucket: str,
        *,
        prefix: str = "",
        endpoint: str | None = None,
        public_url: str | None = None,
    ) -> None:
        self.bucket = bucket
        self.prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""
        self.endpoint = endpoint
        self.public_url = public_url or endpoint

    @cached_property
    def client(self) -> "S3Client":
        return _client(self.endpoint)

    @cached_property
    def public_client(self) -> "S3Client":
        """Only signs: the signature holds the host, so it has to be the browser's."""
        return _client(self.public_url)

    def prepare(self) -> None:
        with self._told("prepared"):
            try:
                self.client.head_bucket(Bucket=self.bucket)
            except ClientError as problem:
                if _code(problem) not in _MISSING_BUCKET:
                    raise
                self._create_bucket()

    def put(self, content: bytes) -> str:
        sha256 = digest_of(content)
        with self._told("written to"):
            if len(content) <= PART_BYTES:
                self._put_whole(sha256, content)
            else:
                self._put_in_parts(sha256, content)
        return sha256

    def get(self, sha256: str) -> bytes:
        with self._told("read"):
            try:
                answer = self.client.get_object(Bucket=self.bucket, Key=self._key(sha256))
                content = answer["Body"].read()
            except ClientError as problem:
                if _code(problem) in _MISSING:
                    raise AudioMissingError(sha256) from problem
                raise
        return verified(sha256, content)

    def find(self, sha256: str) -> StoredObject | None:
        with self._told("read"):
            try:
                head = self.client.head_object(Bucket=self.bucket, Key=self._key(sha256))
            except ClientError as problem:
                if _code(problem) in _MISSING:
                    return None
                raise
        return StoredObject(sha256, head["ContentLength"], head["LastModified"])

    def list(self) -> Iterator[StoredObject]:
        with self._told("listed"):
            pages = self.client.get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self.bucket, Prefix=self.prefix):
                for entry in page.get("Contents", ()):
                    key = entry["Key"].removeprefix(self.prefix)
                    sha256 = sha256_of_key(key)
                    if sha256 and object_key(sha256) == key:
                        yield StoredObject(sha256, entry["Size"], entry["LastModified"])

    def delete(self, sha256: str) -> None:
        with self._told("deleted from"):
            self.client.delete_object(Bucket=self.bucket, Key=self._key(sha256))

    def delete_unfinished(self, before: datetime) -> int:
        deleted = 0
        with self._told("deleted from"):
            pages = self.client.get_paginator("list_multipart_uploads")
            for page in pages.paginate(Bucket=self.bucket, Prefix=self.prefix):
                for upload in page.get("Uploads", ()):
                    if upload["Initiated"] < before:
                        self.client.abort_multipart_upload(
                            Bucket=self.bucket, Key=upload["Key"], UploadId=upload["UploadId"]
                        )
                        deleted += 1
        return deleted

    def local_path(self, sha256: str) -> Path | None:
        return None

    def link(self, sha256: str) -> str:
        return self.public_client.generate_presigned_url(
            "get_object",
            Params={"Bucket": self.bucket, "Key": self._key(sha256)},
            ExpiresIn=LINK_SECONDS,
        )

    def _key(self, sha256: str) -> str:
        return self.prefix + object_key(sha256)

    def _create_bucket(self) -> None:
        region = self.client.meta.region_name
        try:
            if self.endpoint or region == "us-east-1":
                self.client.create_bucket(Bucket=self.bucket)
            else:  # AWS takes every region but this one only when it is named
                self.client.create_bucket(
                    Bucket=self.bucket,
                    CreateBucketConfiguration={"LocationConstraint": region},  # type: ignore[typeddict-item]  # any region's name
                )
        except ClientError as problem:
            if _code(problem) not in _OURS_ALREADY:  # another process was quicker
                raise

    def _put_whole(self, sha256: str, content: bytes) -> None:
        self.client.put_object(
            Bucket=self.bucket,
            Key=self._key(sha256),
            Body=content,
            ContentType=_FLAC,
            # The server compares, so that bytes damaged on the way are refused.
            ChecksumSHA256=base64.b64encode(bytes.fromhex(sha256)).decode(),
        )

    def _put_in_parts(self, sha256: str, content: bytes) -> None:
        """The object appears when all parts are there; the server compares each part's SHA-256."""
        self.client.upload_fileobj(
            io.BytesIO(content),
            self.bucket,
            self._key(sha256),
            ExtraArgs={"ContentType": _FLAC, "ChecksumAlgorithm": "SHA256"},
            Config=TransferConfig(
                multipart_threshold=PART_BYTES,
                multipart_chunksize=PART_BYTES,
                # In this thread: batches of many workers run beside each other already.
                use_threads=False,
            ),
        )

    @contextmanager
    def _told(self, action: str) -> Iterator[None]:
        """Turns what boto3 says into our error, after its own repetitions."""
        try:
            yield
        except (ClientError, BotoCoreError, Boto3Error) as problem:
            raise AudioStoreError(f"s3://{self.bucket} can't be {action}", problem) from problem


def _code(problem: ClientError) -> str:
    return problem.response.get("Error", {}).get("Code", "")


def _client(endpoint: str | None) -> "S3Client":
    """The bucket goes into the path where the host is ours to name, so links keep that host."""
    config = Config(
        retries={"mode": "standard", "max_attempts": _ATTEMPTS},
        signature_version="s3v4",
        connect_timeout=10,
        read_timeout=60,
        s3={"addressing_style": "path" if endpoint else "auto"},
    )
    return boto3.client("s3", endpoint_url=endpoint, config=config)
