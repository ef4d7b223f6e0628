"""Speaks with espeak-ng: a program of its own, driven through stdin and stdout.

It loads the library once and forks for every utterance: within one process the library's output
depends on what it spoke before, in a fresh copy of the freshly loaded library it doesn't. A fork
that crashes or hangs takes nothing with it. The library draws breath noise by chance and seeds
itself by the clock, so the seed is set too.

A frame is one byte of kind, four bytes of length (big-endian) and the payload. The worker opens
with HELLO (JSON: version, sample_rate, variants) or BROKEN (why it can't start). Each SPEAK (voice,
newline, text, in UTF-8) is answered by SAMPLES (16 bit, native order) or by a frame that says why
there are none. It ends when stdin ends.

Usage: python -I worker.py WORDS_PER_MINUTE VOLUME TIMEOUT_SECONDS
"""

import ctypes
import json
import os
import signal
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

HEADER = struct.Struct(">cI")

HELLO, BROKEN, SPEAK = b"H", b"B", b"Q"
SAMPLES, VOICE_UNKNOWN, TIMED_OUT, CRASHED = b"S", b"V", b"T", b"C"

_SYNCHRONOUS = 2
_NO_EXIT = 0x8000
_UTF8 = 1
_CHARACTER_POSITION = 1
_RATE_PARAMETER = 1
_VOLUME_PARAMETER = 2
_SEED = 1
_EXIT_VOICE_UNKNOWN = 3
_EXIT_FAILED = 4

_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


class Library:
    """The loaded library; `speak` may be called once, in a fork."""

    def __init__(self, words_per_minute: int, volume: int) -> None:
        import espeakng_loader  # here, so that only this program ever loads it

        data = Path(espeakng_loader.get_data_path())
        self._library = library = ctypes.CDLL(espeakng_loader.get_library_path())
        library.espeak_Info.restype = ctypes.c_char_p
        library.espeak_Synth.argtypes = [
            ctypes.c_char_p,
            ctypes.c_size_t,
            ctypes.c_uint,
            ctypes.c_int,
            ctypes.c_uint,
            ctypes.c_uint,
            ctypes.c_void_p,
            ctypes.c_void_p,
        ]
        os.chdir(data.parent)  # the library cuts off data paths longer than 160 bytes
        self.sample_rate = library.espeak_Initialize(_SYNCHRONOUS, 0, b".", _NO_EXIT)
        if self.sample_rate <= 0:
            raise OSError(f"espeak-ng can't read its data in {data}")
        library.espeak_ng_SetRandSeed(_SEED)
        self.version = library.espeak_Info(None).decode()
        self.variants = sorted(path.name for path in (data / "voices" / "!v").iterdir())
        self._words_per_minute = words_per_minute
        self._volume = volume
        self._samples = bytearray()
        self._callback = _Callback(self._receive)
        library.espeak_SetSynthCallback(self._callback)

    def _receive(self, samples: "ctypes._Pointer[ctypes.c_short]", count: int, _events: int) -> int:
        if samples and count:
            self._samples += ctypes.string_at(samples, 2 * count)
        return 0

    def has(self, voice: bytes) -> bool:
        """Choose a voice; whether there is one of this name."""
        return bool(self._library.espeak_SetVoiceByName(voice) == 0)

    def speak(self, text: bytes) -> bytes | None:
        """Samples of the text in the chosen voice, or None where the library refuses."""
        self._library.espeak_SetParameter(_RATE_PARAMETER, self._words_per_minute, 0)
        self._library.espeak_SetParameter(_VOLUME_PARAMETER, self._volume, 0)
        error = self._library.espeak_Synth(
            text, len(text) + 1, 0, _CHARACTER_POSITION, 0, _UTF8, None, None
        )
        self._library.espeak_Synchronize()
        return None if error else bytes(self._samples)


def write_frame(stream: IO[bytes], kind: bytes, payload: bytes) -> None:
    stream.write(HEADER.pack(kind, len(payload)) + payload)
    stream.flush()


def read_frame(read: Callable[[int], bytes]) -> tuple[bytes, bytes] | None:
    """The next frame through `read(count)`, or None where the stream ends."""
    header = read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    kind, length = HEADER.unpack(header)
    payload = read(length)
    return (kind, payload) if len(payload) == length else None


def _speak_in_fork(library: Library, payload: bytes, timeout_s: float, write_end: int) -> int:
    """The fork's whole life; returns its exit status."""
    signal.setitimer(signal.ITIMER_REAL, timeout_s)  # SIGALRM ends the fork
    voice, _, text = payload.partition(b"\n")
    if not library.has(voice):
        return _EXIT_VOICE_UNKNOWN
    samples = library.speak(text)
    if samples is None:
        return _EXIT_FAILED
    with os.fdopen(write_end, "wb") as pipe:
        pipe.write(samples)
    return 0


def _answer(library: Library, payload: bytes, timeout_s: float) -> tuple[bytes, bytes]:
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        status = _EXIT_FAILED
        try:
            status = _speak_in_fork(library, payload, timeout_s, write_end)
        finally:
            os._exit(status)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as pipe:
        samples = pipe.read()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status == 0:
        return SAMPLES, samples
    if status == _EXIT_VOICE_UNKNOWN:
        return VOICE_UNKNOWN, b""
    if status == -signal.SIGALRM:
        return TIMED_OUT, b""
    return CRASHED, str(status).encode()


def main(words_per_minute: int, volume: int, timeout_s: float) -> int:
    # The library may print to the standard output, which must carry frames only.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        library = Library(words_per_minute, volume)
    except (ImportError, OSError) as error:
        write_frame(answers, BROKEN, str(error).encode())
        return 1
    hello = {
        "version": library.version,
        "sample_rate": library.sample_rate,
        "variants": library.variants,
    }
    write_frame(answers, HELLO, json.dumps(hello).encode())
    while frame := read_frame(sys.stdin.buffer.read):
        write_frame(answers, *_answer(library, frame[1], timeout_s))
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])))
    except BrokenPipeError:
        os._exit(0)  # whoever asked is gone; an ordinary exit would try to write once more
