"""Aya Expanse: a language model that answers in all 23 languages (section 4)."""

from engines.chat import LocalChat
from engines.protocols import Licence


class AyaExpanse(LocalChat):
    name = "aya-expanse"
    types = ("cohere", "cohere2")
    published_licence = Licence(
        name="CC-BY-NC-4.0", note="Cohere's Acceptable Use Policy applies, too."
    )

    @property
    def licence(self) -> Licence:
        """The same for every copy."""
        return self.published_licence
