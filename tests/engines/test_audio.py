import dataclasses
import io
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import soundfile

from engines.audio import AudioMeasure, decode, encode_flac, measure
from engines.errors import AudioInvalidError, AudioUnreadableError
from engines.protocols import Samples

RATE = 16_000


def tone(
    seconds: float, *, amplitude: float = 0.1, rate: int = RATE, hertz: float = 997
) -> Samples:
    time = np.arange(round(seconds * rate)) / rate
    return (amplitude * np.sin(2 * np.pi * hertz * time)).astype(np.float32)


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE), dtype=np.float32)


def test_encode_flac_gives_equal_bytes_for_equal_samples() -> None:
    assert encode_flac(tone(1), RATE) == encode_flac(tone(1), RATE)


def test_encode_flac_is_16_bit_mono_at_the_rate_given() -> None:
    info = soundfile.info(io.BytesIO(encode_flac(tone(0.5, rate=22_050), 22_050)))

    assert (info.format, info.subtype) == ("FLAC", "PCM_16")
    assert (info.samplerate, info.channels, info.frames) == (22_050, 1, 11_025)


def test_decode_gives_back_every_16_bit_step() -> None:
    steps = np.arange(-32_768, 32_768, dtype=np.float32) / 32_768

    samples, rate = decode(encode_flac(steps, RATE))

    assert rate == RATE
    assert samples.dtype == np.float32
    assert np.array_equal(samples, steps)


def test_encode_flac_clips_beyond_full_scale() -> None:
    samples, _ = decode(encode_flac(np.array([2.0, -2.0, 0.5]), RATE))

    assert samples.tolist() == [32_767 / 32_768, -1.0, 0.5]


def test_decode_averages_channels() -> None:
    buffer = io.BytesIO()
    soundfile.write(buffer, np.array([[0.5, 0.0], [0.25, -0.25]]), RATE, format="WAV")

    samples, _ = decode(buffer.getvalue())

    assert samples.tolist() == [0.25, 0.0]


@pytest.mark.parametrize("data", [b"", b"not audio", encode_flac(tone(1), RATE)[:60]])
def test_decode_refuses_what_is_no_sound_file(data: bytes) -> None:
    with pytest.raises(AudioUnreadableError, match=f"^{len(data)} bytes can't be read as audio: "):
        decode(data)


def test_decode_refuses_a_file_without_samples() -> None:
    buffer = io.BytesIO()
    soundfile.write(buffer, np.zeros(0), RATE, format="WAV")

    with pytest.raises(AudioUnreadableError, match="holds no samples"):
        decode(buffer.getvalue())


@pytest.mark.parametrize(
    ("samples", "rate", "message"),
    [
        (np.zeros(0, np.float32), RATE, "There are no samples."),
        (
            np.zeros(5, np.int16),
            RATE,
            "Samples are int16; give floats from -1 to 1 (16 bit integers / 32768).",
        ),
        (
            np.zeros((5, 2), np.float32),
            RATE,
            "Samples have shape (5, 2); give mono audio of shape (samples,).",
        ),
        (np.array([0.0, np.nan]), RATE, "Sample 1 is nan; all must be finite."),
        (np.array([-np.inf]), RATE, "Sample 0 is -inf; all must be finite."),
        (np.zeros(5, np.float32), 0, "The sample rate is 0 Hz; give 8000 to 192000."),
    ],
)
def test_samples_that_are_no_audio_are_refused(
    samples: npt.NDArray[Any], rate: int, message: str
) -> None:
    for use in (encode_flac, measure):
        with pytest.raises(AudioInvalidError) as raised:
            use(samples, rate)
        assert str(raised.value) == message


def test_measure_counts_silence_at_both_ends_and_within() -> None:
    audio = np.concatenate([silence(0.3), tone(0.5), silence(0.2), tone(0.5), silence(0.5)])

    measured = measure(audio, RATE)

    assert dataclasses.replace(measured, peak=0.0, loudness_lufs=None) == AudioMeasure(
        duration_s=2.0,
        peak=0.0,
        loudness_lufs=None,
        clipped_share=0.0,
        leading_silence_s=0.3,
        trailing_silence_s=0.5,
        silent_share=0.5,
    )
    assert measured.peak == pytest.approx(0.1, rel=1e-3)


def test_measure_of_silence_has_no_loudness() -> None:
    assert measure(silence(1), RATE) == AudioMeasure(
        duration_s=1.0,
        peak=0.0,
        loudness_lufs=None,
        clipped_share=0.0,
        leading_silence_s=1.0,
        trailing_silence_s=1.0,
        silent_share=1.0,
    )


def test_measure_of_audio_below_the_loudness_gate_has_no_loudness() -> None:
    assert measure(tone(2, amplitude=1e-5), RATE).loudness_lufs is None


def test_measure_gives_full_scale_997_hz_its_defined_loudness() -> None:
    """ITU-R BS.1770: a full-scale sine of 997 Hz in one channel reads -3.01 LUFS."""
    loudness = measure(tone(3, amplitude=1.0, rate=48_000), 48_000).loudness_lufs

    assert loudness == pytest.approx(-3.01, abs=0.05)


@pytest.mark.parametrize(("seconds", "has_loudness"), [(0.39, False), (0.4, True), (0.45, True)])
def test_measure_has_loudness_from_four_tenths_of_a_second(
    seconds: float, has_loudness: bool
) -> None:
    assert (measure(tone(seconds), RATE).loudness_lufs is not None) is has_loudness


def test_measure_takes_a_single_sample() -> None:
    measured = measure(np.array([0.5]), RATE)

    assert measured.duration_s == 1 / RATE
    assert (measured.leading_silence_s, measured.silent_share) == (0.0, 0.0)


def test_measure_counts_clipped_samples() -> None:
    audio = np.array([1.0, -1.0, 32_767 / 32_768, 0.99])

    assert measure(audio, RATE).clipped_share == 0.75
