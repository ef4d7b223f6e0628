from django.db.models import TextChoices


class SourceKind(TextChoices):
    """The seven sources of the paper's Table 1, by what they are."""

    TRIVIA_MULTIPLE_CHOICE = "trivia-multiple-choice", "Trivia, multiple choice"
    TRIVIA_SINGLE_CHOICE = "trivia-single-choice", "Trivia, single choice"
    ASSISTANT_V1 = "assistant-v1", "Assistant, version 1"
    ASSISTANT_V2 = "assistant-v2", "Assistant, version 2"
    INSTRUCTION = "instruction", "Instruction"
    IDENTITY = "identity", "Identity"
    DIALOGUE = "dialogue", "Dialogue"


# Preference dialogues hold texts chosen for being harmful; whoever reads them is warned.
SENSITIVE = frozenset({SourceKind.DIALOGUE})


class Split(TextChoices):
    UNASSIGNED = "unassigned", "Not drawn yet"
    TRAIN = "train", "Train"
    DEV = "dev", "Dev"
    TEST = "test", "Test"
    EXCLUDED = "excluded", "Near-duplicate of a held-out item"


# What models are judged on; nothing like it may be in train.
HELD_OUT = (Split.DEV, Split.TEST)


class Origin(TextChoices):
    SOURCE = "source", "The source itself"
    MACHINE = "machine", "Machine"
    HUMAN = "human", "A person"


class MemoryOrigin(TextChoices):
    IMPORT = "import", "Imported"
    CORRECTION = "correction", "A rater's correction"


class Perceived(TextChoices):
    """How listeners take a voice; says nothing about the person."""

    FEMALE = "female", "Female"
    MALE = "male", "Male"
    UNSPECIFIED = "unspecified", "Not said"
