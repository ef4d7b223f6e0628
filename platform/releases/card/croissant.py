"""Croissant 1.0: the release and the columns of its Parquet files, for programs.

Source: the MLCommons Croissant format specification, version 1.0.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from releases.card.citation import bibtex
from releases.card.facts import Facts, language_tag
from releases.card.limits import known_limits
from releases.exporting.parquet import AUDIO_SCHEMA
from releases.models import Shard

Json = dict[str, Any]
ROWS = "rows"
_FILES = "parquet-files"
_PARQUET = "application/x-parquet"
_AUDIO = "audio"
_CONTEXT: Json = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def describe_for_programs(facts: Facts, shards: Iterable[Shard]) -> Json:
    """JSON-LD; ``shards`` are the files of one export with audio, none if there is none yet."""
    files = list(shards)
    described: Json = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": f"{facts.dataset}-{facts.name}",
        "alternateName": f"{facts.title}, release {facts.name}",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "description": facts.description or facts.title,
        "url": facts.address,
        "version": facts.name,
        "datePublished": facts.made_on.isoformat(),
        "inLanguage": [language_tag(code) for code in facts.numbers["languages"]],
        "license": [_licence(one) for one in facts.licences],
        "creator": {"@type": "sc:Organization", "name": f"The makers of {facts.title}"},
        "citeAs": bibtex(facts),
        "isLiveDataset": False,
        "rai:dataLimitations": list(known_limits(facts)),
    }
    if files:
        described["distribution"] = [_file(shard) for shard in files] + _file_set(facts, files)
        described["recordSet"] = [_rows(_source_of(files))]
    return described


def _licence(licence: str) -> str:
    """The address of a licence on SPDX's list; an expression of several is told as it is."""
    known = " " not in licence and not licence.startswith("LicenseRef-")
    return f"https://spdx.org/licenses/{licence}.html" if known else licence


def _file(shard: Shard) -> Json:
    return {
        "@type": "cr:FileObject",
        "@id": shard.filename,
        "name": shard.filename,
        "contentUrl": shard.address,
        "contentSize": f"{shard.size_bytes} B",
        "encodingFormat": _PARQUET,
        "sha256": shard.sha256,
    }


def _file_set(facts: Facts, files: list[Shard]) -> list[Json]:
    """Several files are read as one, from the folder in which they lie beside the description.

    A set that names the files it is contained in is valid, but the reference library would read
    no columns of it.
    """
    if len(files) == 1:
        return []
    return [
        {
            "@type": "cr:FileSet",
            "@id": _FILES,
            "name": _FILES,
            "description": "All Parquet files, in one folder with this description.",
            "encodingFormat": _PARQUET,
            "includes": f"{facts.name}-*.parquet",
        }
    ]


def _source_of(files: list[Shard]) -> Json:
    if len(files) == 1:
        return {"fileObject": {"@id": files[0].filename}}
    return {"fileSet": {"@id": _FILES}}


def _rows(source: Json) -> Json:
    return {
        "@type": "cr:RecordSet",
        "@id": ROWS,
        "name": ROWS,
        "description": "One item in one language a row.",
        "key": [{"@id": f"{ROWS}/id"}, {"@id": f"{ROWS}/language"}],
        "field": [_column(column, source) for column in AUDIO_SCHEMA],
    }


def _column(column: pa.Field, source: Json) -> Json:
    identifier = f"{ROWS}/{column.name}"
    if column.name == _AUDIO:
        audio = {**_extract(source, column.name), "transform": {"jsonPath": "bytes"}}
        return _field(identifier, {"dataType": "sc:AudioObject", "source": audio})
    if not pa.types.is_struct(column.type):
        told = {**_type(column.type), "source": _extract(source, column.name)}
        return _field(identifier, told)
    parts = [
        _field(
            f"{identifier}/{part.name}",
            {
                **_type(part.type),
                "source": {**_extract(source, column.name), "transform": {"jsonPath": part.name}},
            },
        )
        for part in column.type
    ]
    return _field(identifier, {"subField": parts})


def _field(identifier: str, told: Mapping[str, Any]) -> Json:
    name = identifier.removeprefix(f"{ROWS}/")
    return {"@type": "cr:Field", "@id": identifier, "name": name, **told}


def _extract(source: Json, column: str) -> Json:
    return {**source, "extract": {"column": column}}


def _type(kind: pa.DataType) -> Json:
    if pa.types.is_list(kind):
        return {**_type(kind.value_type), "repeated": True}
    if pa.types.is_boolean(kind):
        return {"dataType": "sc:Boolean"}
    if pa.types.is_integer(kind):
        return {"dataType": "sc:Integer"}
    return {"dataType": "sc:Float" if pa.types.is_floating(kind) else "sc:Text"}
