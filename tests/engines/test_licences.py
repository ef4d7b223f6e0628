import pytest

from engines.espeak.synthesizer import EspeakSynthesizer
from engines.licences import combine_licences

BY, SA, NC = "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0"


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ((), ""),
        (("", ""), ""),
        (("CC0-1.0", ""), "CC0-1.0"),
        (("CC0-1.0", "LicenseRef-unrestricted"), "CC0-1.0"),
        (("", "LicenseRef-unrestricted"), ""),
        (("CC0-1.0", NC), NC),
        ((BY, BY), BY),
        ((BY, NC), NC),
        ((NC, BY), NC),
        ((BY, SA), SA),
        ((SA, NC), f"{NC} AND {SA}"),
        ((NC, "CC-BY-NC-SA-4.0", SA), "CC-BY-NC-SA-4.0"),
        (("Apache-2.0", NC), f"Apache-2.0 AND {NC}"),
        (("MIT", "Apache-2.0"), "Apache-2.0 AND MIT"),
        (("Apache-2.0 AND CC-BY-4.0", NC), f"Apache-2.0 AND {NC}"),
        ((BY, "CPML"), f"{BY} AND CPML"),
        (("Apache-2.0 WITH LLVM-exception", "MIT"), "Apache-2.0 WITH LLVM-exception AND MIT"),
        (("ours, ask us", BY), f"{BY} AND ours, ask us"),
    ],
)
def test_combined_licences_ask_what_every_part_asks(parts: tuple[str, ...], whole: str) -> None:
    assert combine_licences(*parts) == whole


@pytest.mark.parametrize("text", ["", "CC0-1.0", BY, "Apache-2.0"])
def test_speech_of_a_program_under_gpl_is_bound_by_its_text_alone(text: str) -> None:
    engine = EspeakSynthesizer().capabilities.licence
    assert "GPL" in engine.note
    assert combine_licences(text, engine.name) == text
