from engines.settings import EngineSettings


def test_checkpoint_is_the_published_model_unless_told() -> None:
    settings = EngineSettings(checkpoints={"xtts-v2": "/models/xtts"})

    assert settings.checkpoint("xtts-v2") == "/models/xtts"
    assert settings.checkpoint("whisper") == "openai/whisper-large-v3"
    assert settings.checkpoint("espeak-ng") == ""
