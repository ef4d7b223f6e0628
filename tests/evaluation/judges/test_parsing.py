import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.judges import ParsedReply, Verdict, parse_reply, parse_verdict

_COMPARISON = "Comparison: Answer (B) is fluent, but Answer (A) says what was asked; no tie."


@pytest.mark.parametrize(
    ("last", "verdict"),
    [
        ("Preferred: Answer (A)", Verdict.FIRST),
        ("Preferred: Answer (B)", Verdict.SECOND),
        ("Preferred: TIE", Verdict.TIE),
        ("Answer (A)", Verdict.FIRST),
        ("answer (b).", Verdict.SECOND),
        ("ANSWER A", Verdict.FIRST),
        ("[[B]]", Verdict.SECOND),
        ("(a)", Verdict.FIRST),
        ("Tie.", Verdict.TIE),
        ("'TIE'", Verdict.TIE),
        ("**Preferred:** Answer (A)", Verdict.FIRST),
        ("**Preferred: Answer (A)**", Verdict.FIRST),
        ("**Preferred**: `Answer (B)`", Verdict.SECOND),
        ("### Preferred answer: **Answer (B)**.", Verdict.SECOND),
        ("> Final verdict: “Answer (A)”", Verdict.FIRST),
        ("- Preferred: _TIE_", Verdict.TIE),
        ("Answer: A", Verdict.FIRST),
        ("Preferred: <Answer (B)>", Verdict.SECOND),
        ("Ｐｒｅｆｅｒｒｅｄ：Ａｎｓｗｅｒ（Ｂ）。", Verdict.SECOND),
        ("Preferred: Answer (A)\n```\n\n", Verdict.FIRST),
        ("Preferred: Answer (A)\r\n", Verdict.FIRST),
    ],
)
def test_parse_verdict_forgives_how_the_last_line_is_written(last: str, verdict: Verdict) -> None:
    assert parse_verdict(f"{_COMPARISON}\n{last}") is verdict


@pytest.mark.parametrize(
    "reply",
    [
        "",
        " \n\n",
        "```\n```",
        _COMPARISON,
        f"{_COMPARISON} Preferred: Answer (A)",
        f"{_COMPARISON}\nPreferred: Answer (A) and Answer (B)",
        f"{_COMPARISON}\nPreferred: 'Answer (A)' or 'Answer (B)' or 'TIE'",
        f"{_COMPARISON}\nAnswer (A)\nAnswer (B)",
        f"Answer (B)\n{_COMPARISON}\nPreferred: Answer (A)",
        f"{_COMPARISON}\nPreferred: Answer (A)\nI hope this helps!",
        f"{_COMPARISON}\nPreferred: Answer (C)",
        f"{_COMPARISON}\nPreferred:",
        f"{_COMPARISON}\nAnswer",
        f"{_COMPARISON}\nNot Answer (A)",
        f"{_COMPARISON}\nAnswer (AB)",
        f"{_COMPARISON}\nIt is a tie",
        f"{_COMPARISON}\nTIE or Answer (A)",
        f"{_COMPARISON}\nUntie",
        f"{_COMPARISON}\nAntwort (A)",
        f"{_COMPARISON}\nОтвет (А)",
        "<think>\nBoth say it.\nAnswer (A)",
        "<think>Answer (A)</think>",
        "<THINK>x</THINK>\n<think>\nAnswer (A)",
    ],
)
def test_parse_verdict_never_guesses(reply: str) -> None:
    assert parse_verdict(reply) is None


@pytest.mark.parametrize(
    "reply",
    [
        f"<think>\nAnswer (B)\n</think>\n\n{_COMPARISON}\nPreferred: Answer (A)",
        f"The request is\nAnswer (B)\n</think>\n{_COMPARISON}\nPreferred: Answer (A)",
    ],
)
def test_parse_verdict_reads_nothing_in_thoughts(reply: str) -> None:
    assert parse_verdict(reply) is Verdict.FIRST


def test_parse_verdict_trusts_no_last_line_that_was_cut() -> None:
    assert parse_verdict("Better is the first.\nAnswer (A)", cut=True) is None


def test_parse_reply_gives_the_comparison_without_its_label() -> None:
    reply = "**Comparison:** The first is in German,\nas it should be.\n\n**Preferred:** Answer (A)"

    assert parse_reply(reply) == ParsedReply(
        verdict=Verdict.FIRST, reason="The first is in German, as it should be."
    )


def test_parse_reply_keeps_all_that_was_said_where_there_is_no_verdict() -> None:
    assert parse_reply("Sorry,\nI can't judge this.") == ParsedReply(
        verdict=None, reason="Sorry, I can't judge this."
    )


def test_parse_reply_takes_a_verdict_without_a_reason() -> None:
    assert parse_reply("TIE") == ParsedReply(verdict=Verdict.TIE, reason="")


@given(st.text())
def test_parse_reply_reads_anything(text: str) -> None:
    parsed = parse_reply(text)

    assert parsed.verdict is None or text.strip()


@given(st.text(alphabet="abcABC ()tieTIEanswer*`:.\n", max_size=40))
def test_parse_verdict_holds_to_the_last_line_that_says_something(reply: str) -> None:
    """Whatever stands before it: the last line decides, or nothing does."""
    last = f"{reply}\nPreferred: TIE"

    assert parse_verdict(last) in {Verdict.TIE, None}
    assert parse_verdict(f"{last}\nSo it is.") is None
