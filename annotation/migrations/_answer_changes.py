"""Triggers that say when figures made of people's answers are no longer what was kept.

They stand in the database since there are many ways to change an answer, and one that was
forgotten would show wrong numbers to nobody's notice. Bulk writes append a row a statement, not a
row a row. Of what machines write, only a text or a recording that stops being the current one
counts, and only where people were asked about it: new rows fire nothing.
"""

from django.db import migrations

_APPEND = "INSERT INTO annotation_answerchange (dataset_id, language, amount)"
_FUNCTION = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
{body}
RETURN NULL;
END $$;
"""
# Each body sees what changed as `changed` and what it was as `former`, or one row as NEW.
FUNCTIONS = {
    "annotation_note_answers": f"""
    {_APPEND}
    SELECT DISTINCT c.dataset_id, t.language, 1 FROM changed
    JOIN annotation_assignment a ON a.id = changed.assignment_id
    JOIN annotation_task t ON t.id = a.task_id
    JOIN annotation_campaign c ON c.id = t.campaign_id;""",
    "annotation_note_tasks": f"""
    {_APPEND}
    SELECT DISTINCT c.dataset_id, changed.language, 1 FROM changed
    JOIN annotation_campaign c ON c.id = changed.campaign_id
    WHERE changed.control_id IS NULL;""",
    # By EXCEPT, never by a join of both: a plan is kept from a first statement that changed one
    # row, and would compare each row of a later one that changed thousands with each other.
    "annotation_note_turned_tasks": f"""
    {_APPEND}
    SELECT c.dataset_id, turned.language, 1 FROM (
        SELECT DISTINCT campaign_id, language FROM (
            SELECT id, campaign_id, language, answered, votes_needed, is_open FROM changed
            WHERE control_id IS NULL
            EXCEPT SELECT id, campaign_id, language, answered, votes_needed, is_open FROM former
        ) task) turned
    JOIN annotation_campaign c ON c.id = turned.campaign_id;""",
    "annotation_note_sessions": f"""
    {_APPEND}
    SELECT c.dataset_id, turned.language, 1 FROM (
        SELECT DISTINCT campaign_id, language FROM (
            SELECT id, campaign_id, language, state, started_at, ended_at FROM changed
            EXCEPT SELECT id, campaign_id, language, state, started_at, ended_at FROM former
        ) session) turned
    JOIN annotation_campaign c ON c.id = turned.campaign_id;""",
    "annotation_note_task_of": f"""
    {_APPEND}
    SELECT c.dataset_id, t.language, 1 FROM annotation_task t
    JOIN annotation_campaign c ON c.id = t.campaign_id WHERE t.id = NEW.task_id;""",
    "annotation_note_language": f"{_APPEND} VALUES (NEW.dataset_id, NEW.language, 1);",
    "annotation_note_campaign": f"""
    {_APPEND} SELECT NEW.dataset_id, unnest(NEW.languages), 1;""",
    "annotation_note_recording": f"""
    IF EXISTS (SELECT FROM annotation_task t WHERE t.recording_id = NEW.id) THEN
        {_APPEND} VALUES (NEW.dataset_id, NEW.language, 1);
    END IF;""",
    "annotation_note_text": f"""
    IF EXISTS (
        SELECT FROM corpus_recording r JOIN annotation_task t ON t.recording_id = r.id
        WHERE r.translation_id = NEW.id AND r.is_current) THEN
        {_APPEND} VALUES (NEW.dataset_id, NEW.language, 1);
    END IF;""",
}
_GIVEN = ("rating", "correction", "preference")
TRIGGERS = {
    **{
        f"{table}_{event.lower()}": (
            f"annotation_{table}",
            f"AFTER {event} ON annotation_{table} REFERENCING {seen} TABLE AS changed"
            " FOR EACH STATEMENT",
            "annotation_note_answers",
        )
        for table in _GIVEN
        for event, seen in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD"))
    },
    **{
        f"task_{event.lower()}": (
            "annotation_task",
            f"AFTER {event} ON annotation_task REFERENCING {seen} TABLE AS changed"
            " FOR EACH STATEMENT",
            "annotation_note_tasks",
        )
        for event, seen in (("INSERT", "NEW"), ("DELETE", "OLD"))
    },
    "task_update": (
        "annotation_task",
        "AFTER UPDATE ON annotation_task REFERENCING NEW TABLE AS changed OLD TABLE AS former"
        " FOR EACH STATEMENT",
        "annotation_note_turned_tasks",
    ),
    "session_update": (
        "annotation_ratingsession",
        "AFTER UPDATE ON annotation_ratingsession"
        " REFERENCING NEW TABLE AS changed OLD TABLE AS former FOR EACH STATEMENT",
        "annotation_note_sessions",
    ),
    "assignment_update": (
        "annotation_assignment",
        "AFTER UPDATE OF hidden_s, session_id ON annotation_assignment FOR EACH ROW WHEN ("
        "(OLD.hidden_s, OLD.session_id) IS DISTINCT FROM (NEW.hidden_s, NEW.session_id))",
        "annotation_note_task_of",
    ),
    "review_write": (
        "annotation_review",
        "AFTER INSERT OR UPDATE ON annotation_review FOR EACH ROW",
        "annotation_note_task_of",
    ),
    "control_update": (
        "annotation_controlclip",
        "AFTER UPDATE OF naturalness, understood, role, duration_s ON annotation_controlclip"
        " FOR EACH ROW",
        "annotation_note_language",
    ),
    "campaign_write": (
        "annotation_campaign",
        "AFTER INSERT OR UPDATE ON annotation_campaign FOR EACH ROW",
        "annotation_note_campaign",
    ),
    "recording_turn": (
        "corpus_recording",
        "AFTER UPDATE OF is_current, set_aside ON corpus_recording FOR EACH ROW WHEN ("
        "(OLD.is_current, OLD.set_aside) IS DISTINCT FROM (NEW.is_current, NEW.set_aside))",
        "annotation_note_recording",
    ),
    "text_turn": (
        "corpus_translation",
        "AFTER UPDATE OF is_current ON corpus_translation FOR EACH ROW WHEN ("
        "OLD.is_current IS DISTINCT FROM NEW.is_current)",
        "annotation_note_text",
    ),
}


def _create(name: str) -> migrations.RunSQL:
    table, when, function = TRIGGERS[name]
    return migrations.RunSQL(
        f"CREATE TRIGGER note_{name} {when} EXECUTE FUNCTION {function}();",
        f"DROP TRIGGER note_{name} ON {table};",
    )


def note_changes() -> list[migrations.RunSQL]:
    return [
        *(
            migrations.RunSQL(_FUNCTION.format(name=name, body=body), f"DROP FUNCTION {name}();")
            for name, body in FUNCTIONS.items()
        ),
        *(_create(name) for name in TRIGGERS),
    ]
