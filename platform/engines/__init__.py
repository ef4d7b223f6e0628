"""Engines: what turns text into other text or into speech, behind small Protocols.

`registry` finds an engine by name, `protocols` says what each kind promises, `audio` reads, writes
and measures samples. Nothing here knows Django.
"""
