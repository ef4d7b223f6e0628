"""Under which licence a work made from several parts stands."""

# Says that nothing is asked; so it adds nothing to what the other parts ask.
UNCLAIMED = frozenset({"", "LicenseRef-unrestricted"})
_AND = " AND "
# All that the first asks is asked by each of the others, too.
_INCLUDED_IN = {
    "CC-BY-4.0": frozenset({"CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0"}),
    "CC-BY-SA-4.0": frozenset({"CC-BY-NC-SA-4.0"}),
    "CC-BY-NC-4.0": frozenset({"CC-BY-NC-SA-4.0"}),
}


def combine_licences(*licences: str) -> str:
    """The licences that bind a work made from parts under these, as an SPDX expression.

    All of them bind at once, so that no part's conditions get lost: ``A AND B``, by name. Left out
    is what another includes, and a dedication to the public domain beside any other. Empty: no
    part says anything. Licences that can't be kept at once stand side by side, for a person to see.
    """
    parts = {part for licence in licences for part in licence.split(_AND)} - UNCLAIMED
    binding = parts - {"CC0-1.0"} or parts
    return _AND.join(
        sorted(part for part in binding if binding.isdisjoint(_INCLUDED_IN.get(part, ())))
    )
