"""The labelling configuration of a project, and the tasks that it shows. Pure.

The words of a listening test are those of the campaign's frozen scale: two wordings are two
measurements, in Label Studio as in the studio's own workspace.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, indent, tostring

import languages
from annotation.enums import CampaignKind, Verdict
from annotation.errors import CampaignInvalidError
from annotation.label_studio.texts import Texts, load_texts
from annotation.scales import Question, load_scale

ITEM_KEY = "item_id"
"""Of a task's data: what the task is called here. All else follows from it."""
PREDICTED_BY = "studio"
SCALES = ("naturalness", "understood")
FIELDS = ("question", "answer")
VERDICT = "verdict"
REASON = "reason"

# One hand reaches both rows; digits are what the studio's own page takes, too.
_KEYS: Mapping[str, str] = {"naturalness": "12345", "understood": "qwert"}
_VERDICT_KEYS = {
    Verdict.CONFIRMED: "ctrl+1",
    Verdict.CORRECTED: "ctrl+2",
    Verdict.UNTRANSLATABLE: "ctrl+3",
}
_STYLE = """
.lsf-sidepanels__wrapper { display: none; }
.lsf-sidepanels { padding-right: 0 !important; }
@media (max-width: 850px) { .lsf-bottombar { flex-wrap: wrap; height: auto; } }
.studio { max-width: 60rem; margin: 0 auto; font-size: 17px; }
.studio .native, .studio .native textarea, .studio .native p {
  direction: %(direction)s; text-align: start;
}
.studio .native textarea { font-size: 18px; line-height: 1.7; min-height: 110px; }
.studio .source { direction: ltr; text-align: left; }
.studio .ant-radio-wrapper { padding: 10px 8px; }
"""


@dataclass(frozen=True, kw_only=True)
class NewTask:
    """What is imported. ``data`` by the names of the configuration; ``texts`` fill the fields."""

    data: Mapping[str, str]
    texts: Mapping[str, str]

    def as_import(self) -> dict[str, object]:
        task: dict[str, object] = {"data": dict(self.data)}
        if self.texts:
            result = [_prediction(field, self.texts[field]) for field in FIELDS]
            task["predictions"] = [{"model_version": PREDICTED_BY, "result": result}]
        return task


def label_config(kind: CampaignKind, language: str, *, scale_version: int) -> str:
    """The XML for one language.

    Raises:
        CampaignInvalidError: campaigns of this kind don't run there.
        ScaleMissingError: the frozen scale has no such language.
    """
    if kind == CampaignKind.PREFERENCE:
        raise CampaignInvalidError(
            "Label Studio can't show two answers in an order drawn for each rater. Choose the "
            "studio's own workspace for that.",
            details={"kind": ["can't run in Label Studio"]},
        )
    texts = load_texts(language)
    root = Element("View", className="studio")
    style = _STYLE % {"direction": languages.get(language).direction}
    SubElement(root, "Style").text = style
    native = SubElement(root, "View", className="native")
    SubElement(native, "Header", value="$notice", size="5")
    if kind == CampaignKind.LISTENING:
        _add_listening(native, texts, language, scale_version)
    else:
        _add_correction(root, texts)
    indent(root)
    return tostring(root, encoding="unicode")


def _add_listening(parent: Element, texts: Texts, language: str, scale_version: int) -> None:
    scale = load_scale(language, scale_version)
    SubElement(parent, "Header", value=texts.listen, size="5")
    SubElement(parent, "Audio", name="audio", value="$audio", hotkey="space", zoom="false",
               speed="false", height="64")  # fmt: skip
    for name, question in zip(SCALES, (scale.naturalness, scale.understood), strict=True):
        _add_scale(parent, name, question, texts.score)


def _add_scale(parent: Element, name: str, question: Question, missing: str) -> None:
    SubElement(parent, "Header", value=question.question, size="4")
    choices = _choices(parent, name, to="audio", missing=missing)
    for point, anchor in sorted(question.anchors.items()):
        SubElement(choices, "Choice", alias=str(point), value=f"{point} – {anchor}",
                   hotkey=_KEYS[name][point - 1])  # fmt: skip


def _add_correction(root: Element, texts: Texts) -> None:
    titles = {"question": texts.question, "answer": texts.answer}
    for field, title in titles.items():
        source = SubElement(root, "View", className="source")
        SubElement(source, "Header", value=f"{field.title()} (English)", size="5")
        SubElement(source, "Text", name=f"{field}_source", value=f"${field}")
        native = SubElement(root, "View", className="native")
        SubElement(native, "Header", value=title, size="5")
        _text_area(native, field, rows="3", required="true", requiredMessage=texts.empty)
    native = SubElement(root, "View", className="native")
    labels = dict(_verdict_labels(texts))
    choices = _choices(native, VERDICT, to="question_source", missing=" / ".join(labels.values()))
    for verdict, label in labels.items():
        SubElement(choices, "Choice", alias=verdict, value=label, hotkey=_VERDICT_KEYS[verdict])
    SubElement(native, "Header", value=f"{texts.reason} {texts.reason_hint}", size="5")
    _text_area(native, REASON, rows="1", to="question_source")


def _verdict_labels(texts: Texts) -> Iterator[tuple[Verdict, str]]:
    yield Verdict.CONFIRMED, texts.confirmed
    yield Verdict.CORRECTED, texts.corrected
    yield Verdict.UNTRANSLATABLE, texts.untranslatable


def _choices(parent: Element, name: str, *, to: str, missing: str) -> Element:
    return SubElement(parent, "Choices", name=name, toName=to, choice="single-radio",
                      showInline="true", perRegion="false", required="true",
                      requiredMessage=missing)  # fmt: skip


def _text_area(parent: Element, name: str, *, to: str = "", **more: str) -> None:
    fixed = {
        "maxSubmissions": "1", "editable": "true", "transcription": "true",
        "showSubmitButton": "false", "perRegion": "false",
    }  # fmt: skip
    named = {"name": name, "toName": to or f"{name}_source"}
    SubElement(parent, "TextArea", {**named, **fixed, **more})


def _prediction(field: str, text: str) -> dict[str, object]:
    return {
        "from_name": field,
        "to_name": f"{field}_source",
        "type": "textarea",
        "value": {"text": [text]},
    }
