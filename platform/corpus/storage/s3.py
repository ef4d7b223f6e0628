"""Audio in S3-compatible object storage."""

import base64
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from corpus.errors import AudioMissingError
from corpus.storage.store import digest_of, object_key

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

LINK_SECONDS = 3600


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
        try:
            self.client.head_bucket(Bucket=self.bucket)
        except ClientError as problem:
            if problem.response.get("Error", {}).get("Code") not in {"NoSuchBucket", "404"}:
                raise
            self.client.create_bucket(Bucket=self.bucket)

    def put(self, content: bytes) -> str:
        sha256 = digest_of(content)
        self.client.put_object(
            Bucket=self.bucket,
            Key=self._key(sha256),
            Body=content,
            ContentType="audio/flac",
            # The server compares, so that bytes damaged on the way are refused.
            ChecksumSHA256=base64.b64encode(bytes.fromhex(sha256)).decode(),
        )
        return sha256

    def get(self, sha256: str) -> bytes:
        try:
            return self.client.get_object(Bucket=self.bucket, Key=self._key(sha256))["Body"].read()
        except ClientError as problem:
            if problem.response.get("Error", {}).get("Code") in {"NoSuchKey", "404"}:
                raise AudioMissingError(sha256) from problem
            raise

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


def _client(endpoint: str | None) -> "S3Client":
    """The bucket goes into the path where the host is ours to name, so links keep that host."""
    config = Config(
        retries={"mode": "standard", "max_attempts": 5},
        signature_version="s3v4",
        s3={"addressing_style": "path" if endpoint else "auto"},
    )
    return boto3.client("s3", endpoint_url=endpoint, config=config)
