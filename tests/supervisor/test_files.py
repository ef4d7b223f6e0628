from pathlib import Path

from supervisor.files import read_or_make_secret, rotate, tail


def test_secret_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "secret"

    made = read_or_make_secret(path)

    assert read_or_make_secret(path) == made
    assert len(made) == 43  # 32 random bytes
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_rotate_leaves_a_small_log_alone(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    log.write_text("small")

    rotate(log, limit=10)

    assert log.read_text() == "small"


def test_rotate_keeps_only_so_many(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    for round_ in range(5):
        log.write_text(f"round {round_}")
        rotate(log, limit=1, kept=2)

    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "web.log.1": "round 4",
        "web.log.2": "round 3",
    }


def test_tail_reads_the_last_lines_after_the_start(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    log.write_text("before\n")
    start = log.stat().st_size
    with log.open("a") as file:
        file.write("one\n\ntwo é\nthree\n\n")

    assert tail(log, start=start) == "one\ntwo é\nthree"
    assert tail(log, start=start, lines=1) == "three"
    assert tail(tmp_path / "none") == ""
