import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from engines.errors import EngineCrashedError, EngineUnavailableError
from engines.espeak import EspeakSynthesizer, process, worker
from engines.protocols import FailureCode, ItemFailure, Samples, SynthesisRequest, SynthesisResult
from languages import LANGUAGES, Language, by_code
from languages.table import ROWS
from tests.engines.contract import samples
from tests.languages.examples import SWEDISH
from tests.supervisor.processes import wait_until

QUESTIONS = {
    "ara": "أين يقع نهر النيل؟",
    "cmn": "长城有多长？",
    "ces": "Kdo napsal tuto knihu?",
    "nld": "Hoe laat vertrekt de trein?",
    "eng": "Which planet is the largest?",
    "fra": "Quelle est la plus haute montagne ?",
    "deu": "Wie heißt der längste Fluss?",
    "ell": "Ποιος έγραψε την Ιλιάδα;",
    "heb": "מי כתב את הספר הזה?",
    "hin": "भारत की राजधानी क्या है?",
    "ind": "Siapa penemu telepon?",
    "ita": "Chi ha dipinto questo quadro?",
    "jpn": "富士山の高さは何メートルですか？",
    "kor": "한국의 수도는 어디입니까?",
    "fas": "بلندترین کوه ایران کدام است؟",
    "pol": "Kiedy zaczęła się wojna?",
    "por": "Quem descobriu o Brasil?",
    "ron": "Care este capitala României?",
    "rus": "Сколько планет вокруг Солнца?",
    "spa": "¿Quién pintó este cuadro?",
    "tur": "Türkiye'nin başkenti neresidir?",
    "ukr": "Яка річка найдовша?",
    "vie": "Thủ đô của Việt Nam là gì?",
}


def request(text: str, language: str = "eng", variant: str = "f2") -> SynthesisRequest:
    code = LANGUAGES[language].codes.espeak
    return SynthesisRequest(text=text, language=language, voice=f"{code}+{variant}")


def spoken(result: SynthesisResult | ItemFailure) -> Samples:
    assert isinstance(result, SynthesisResult), result
    return result.samples


@pytest.fixture
def own_espeak() -> Iterator[EspeakSynthesizer]:
    """An engine whose worker a test may kill."""
    engine = EspeakSynthesizer(timeout_s=5)
    yield engine
    engine.close()


def worker_pids() -> set[int]:
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="utf-8")
    return {pid for pid in map(int, children.split()) if _is_worker(pid)}


def _is_worker(pid: int) -> bool:
    try:
        return b"worker.py" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        return False


def run_program(*lines: str) -> subprocess.CompletedProcess[str]:
    """Run Python of its own, with `engine` to begin with."""
    opening = (
        "import os",
        "from engines.espeak import EspeakSynthesizer",
        "from engines.protocols import SynthesisRequest",
        "engine = EspeakSynthesizer()",
    )
    return subprocess.run(
        [sys.executable, "-c", "\n".join((*opening, *lines))],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_espeak_speaks_every_language_of_the_table(espeak: EspeakSynthesizer) -> None:
    assert espeak.capabilities.languages == set(LANGUAGES) == set(QUESTIONS)
    requests = [
        SynthesisRequest(text=QUESTIONS[language], language=language, voice=voice.name)
        for language, voices in espeak.capabilities.voices.items()
        for voice in voices
    ]

    results = espeak.synthesize(requests)

    assert len(results) == 23 * 6
    for result in results:
        assert 0.7 < len(spoken(result)) / 22_050 < 6
        assert np.abs(spoken(result)).max() < 0.999
    assert len(set(samples(results))) == len(requests)


def test_espeak_names_its_version_rate_and_parameters(espeak: EspeakSynthesizer) -> None:
    assert espeak.version == "1.52.0"
    assert espeak.capabilities.sample_rate == 22_050
    assert espeak.parameters == {
        "words_per_minute": 165,
        "volume": 70,
        "japanese_readings": "unidic-lite 1.0.8",
    }


def test_espeak_female_voices_are_higher_than_male_ones(espeak: EspeakSynthesizer) -> None:
    voices = espeak.capabilities.voices["eng"]
    text = QUESTIONS["eng"]
    pitch = {
        voice.name: _median_pitch(spoken(result))
        for voice in voices
        for result in espeak.synthesize(
            [SynthesisRequest(text=text, language="eng", voice=voice.name)]
        )
    }

    lowest_female = min(pitch[voice.name] for voice in voices if voice.perceived == "female")
    highest_male = max(pitch[voice.name] for voice in voices if voice.perceived == "male")
    assert highest_male < 150 < lowest_female


def _median_pitch(audio: Samples) -> float:
    """Hz, by autocorrelation of the loud frames of 46 ms."""
    frames = [audio[start : start + 1_024] for start in range(0, len(audio) - 1_024, 512)]
    lags = []
    for frame in frames:
        correlation = np.correlate(frame, frame, "full")[1_023:]
        lag = 63 + int(correlation[63:368].argmax())
        if correlation[0] > 0.5 and correlation[lag] > 0.5 * correlation[0]:
            lags.append(lag)
    return float(22_050 / np.median(lags))


def test_espeak_says_the_same_again_in_any_order_and_in_any_process(
    espeak: EspeakSynthesizer, own_espeak: EspeakSynthesizer
) -> None:
    requests = [
        request(QUESTIONS[language], language, variant)
        for language in ("eng", "jpn", "rus")
        for variant in ("f2", "f5", "m1")
    ]
    first = samples(espeak.synthesize(requests))

    assert samples(espeak.synthesize(requests)) == first
    assert samples(espeak.synthesize(requests[::-1])[::-1]) == first
    assert samples(own_espeak.synthesize(requests)) == first


def test_espeak_speaks_japanese_by_its_reading(espeak: EspeakSynthesizer) -> None:
    library = process.EspeakProcess(
        name="bare", extra="embedded", words_per_minute=165, volume=70, timeout_s=5
    )
    try:
        kind, kana = library.speak("ja+f2", "ハクブツカン")
    finally:
        library.close()

    read = spoken(espeak.synthesize([request("博物館", "jpn")])[0])

    assert kind == worker.SAMPLES
    assert np.array_equal(read * 32_768, np.frombuffer(kana, np.int16))


def test_espeak_reads_markup_and_control_characters_as_text(espeak: EspeakSynthesizer) -> None:
    plain, nul, tag = espeak.synthesize(
        [request("one two"), request("one\0two"), request("<speak>one two</speak>")]
    )

    assert np.array_equal(spoken(plain), spoken(nul))
    assert len(spoken(tag)) > len(spoken(plain))


def test_espeak_speaks_5000_characters(espeak: EspeakSynthesizer) -> None:
    text = ("A question of many words is asked. " * 143)[:5_000]

    assert len(spoken(espeak.synthesize([request(text)])[0])) / 22_050 > 200


def test_espeak_speaks_a_24th_language_from_one_more_row() -> None:
    rows: dict[str, Language] = dict(by_code([*ROWS, SWEDISH]))
    engine = EspeakSynthesizer(languages=rows)
    try:
        results = engine.synthesize(
            [SynthesisRequest(text="Vem skrev boken?", language="swe", voice="sv+m1")]
        )
    finally:
        engine.close()

    assert len(spoken(results[0])) > 10_000


def test_espeak_gives_up_on_a_text_after_its_timeout() -> None:
    engine = EspeakSynthesizer(timeout_s=0.3)
    try:
        long, short = engine.synthesize([request("many words " * 900), request("one")])
    finally:
        engine.close()

    assert long == ItemFailure(
        FailureCode.TIMED_OUT,
        "espeak-ng did not finish 9900 characters in 0.3 s. Split the text.",
    )
    assert spoken(short).any()


def test_espeak_starts_its_worker_again_when_it_was_killed(own_espeak: EspeakSynthesizer) -> None:
    others = worker_pids()
    before = samples(own_espeak.synthesize([request("one")]))
    (pid,) = worker_pids() - others

    os.kill(pid, signal.SIGKILL)

    assert samples(own_espeak.synthesize([request("one")])) == before


def test_espeak_drops_a_late_answer_when_it_was_interrupted(
    own_espeak: EspeakSynthesizer,
) -> None:
    def interrupt(*_: object) -> None:
        raise TimeoutError

    expected = samples(own_espeak.synthesize([request("one")]))
    previous = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.03)
    try:
        with pytest.raises(TimeoutError):
            own_espeak.synthesize([request("many words " * 900)])
    finally:
        signal.signal(signal.SIGALRM, previous)

    assert samples(own_espeak.synthesize([request("one")])) == expected


def _program(folder: Path, after_hello: str) -> Path:
    """A worker that greets and then does something else."""
    program = folder / "worker.py"
    program.write_text(
        Path(worker.__file__)
        .read_text(encoding="utf-8")
        .replace("write_frame(answers, *_answer(library, frame[1], timeout_s))", after_hello),
        encoding="utf-8",
    )
    return program


@pytest.mark.parametrize(
    ("after_hello", "detail"),
    [
        ("os._exit(7)", "its worker ended with status 7"),
        ("write_frame(sys.stdout.buffer, b'S', b'12'), os.kill(os.getpid(), 9)", "status -9"),
    ],
)
def test_espeak_reports_a_worker_that_dies_twice(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    own_espeak: EspeakSynthesizer,
    after_hello: str,
    detail: str,
) -> None:
    monkeypatch.setattr(process, "_PROGRAM", _program(tmp_path, after_hello))

    with pytest.raises(EngineCrashedError, match=f"crashed twice in a row: .*{detail}") as raised:
        own_espeak.synthesize([request("one")])

    assert raised.value.name == "espeak-ng"


def test_espeak_reports_a_fork_that_crashes_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, own_espeak: EspeakSynthesizer
) -> None:
    crash = "write_frame(answers, *_answer(library, frame[1], timeout_s))"
    program = _program(tmp_path, crash)
    source = program.read_text(encoding="utf-8")
    boom = "        if b'boom' in text:\n            os.kill(os.getpid(), signal.SIGSEGV)\n"
    marker = "        error = self._library.espeak_Synth("
    program.write_text(source.replace(marker, boom + marker), encoding="utf-8")
    monkeypatch.setattr(process, "_PROGRAM", program)

    crashed, fine = own_espeak.synthesize([request("boom"), request("one")])

    assert crashed == ItemFailure(FailureCode.CRASHED, "espeak-ng crashed on 'boom' (status -11).")
    assert spoken(fine).any()


def test_espeak_names_the_extra_when_its_library_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, own_espeak: EspeakSynthesizer
) -> None:
    program = _program(tmp_path, "pass")
    source = program.read_text(encoding="utf-8")
    program.write_text(
        source.replace("import espeakng_loader", "import not_there as espeakng_loader")
    )
    monkeypatch.setattr(process, "_PROGRAM", program)

    with pytest.raises(EngineUnavailableError) as raised:
        own_espeak.synthesize([request("one")])

    assert str(raised.value) == (
        "Engine 'espeak-ng' can't start here: No module named 'not_there'. "
        "`make run` installs what it needs."
    )


def test_espeak_worker_ends_when_its_owner_is_killed() -> None:
    owner = run_program(
        "assert engine.version",
        "print(open(f'/proc/self/task/{os.getpid()}/children').read(), flush=True)",
        "os.kill(os.getpid(), 9)",
    )

    assert owner.returncode == -signal.SIGKILL
    wait_until(lambda: not _is_worker(int(owner.stdout)))


def test_espeak_fork_of_its_owner_gets_a_worker_of_its_own() -> None:
    owner = run_program(
        "request = SynthesisRequest(text='one', language='eng', voice='en-us+f2')",
        "say = lambda: engine.synthesize([request])[0].samples.tobytes()",
        "first = say()",
        "child = os.fork()",
        "if child == 0:",
        "    os._exit(0 if say() == first else 1)",
        "status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])",
        "print(status, say() == first)",
    )

    assert owner.stdout == "0 True\n"


def test_espeak_worker_never_loads_the_library_into_our_process(espeak: EspeakSynthesizer) -> None:
    assert espeak.version

    assert "libespeak" not in Path("/proc/self/maps").read_text(encoding="utf-8")
    assert "espeakng_loader" not in sys.modules
