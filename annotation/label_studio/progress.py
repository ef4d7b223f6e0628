"""How far the projects of a campaign are, for managers; counts of our own tables, four queries."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from annotation.label_studio.connections import address_for_browsers
from annotation.label_studio.enums import Standing
from annotation.models import Campaign, LabelStudioAnnotation, LabelStudioProject, LabelStudioTask


@dataclass(frozen=True, kw_only=True)
class ProjectProgress:
    """``done`` tasks have all the votes they need; ``rejected`` counts by reason."""

    id: int
    language: str
    state: str
    url: str
    tasks: int
    waiting: int
    """Not in Label Studio yet."""
    done: int
    accepted: int
    rejected: dict[str, int]
    superseded: int
    deleted: int
    last_webhook_at: datetime | None
    last_reconciled_at: datetime | None
    differences: int
    problem: str


def project_progress(campaign: Campaign) -> list[ProjectProgress]:
    """By language."""
    projects = list(campaign.label_studio_projects.select_related("connection"))
    tasks = _tasks(campaign)
    there = dict(
        LabelStudioTask.objects.filter(project__in=projects)
        .values_list("project")
        .annotate(count=Count("pk"))
    )
    standings = _standings(projects)
    return [
        _describe(project, tasks.get(project.language, (0, 0)), there.get(project.pk, 0),
                  standings[project.pk])
        for project in sorted(projects, key=lambda each: each.language)
    ]  # fmt: skip


def _tasks(campaign: Campaign) -> dict[str, tuple[int, int]]:
    """Open tasks and those that are done, by language."""
    counted = campaign.tasks.asking().filter(is_open=True).values("language")
    done = Q(answered__gte=campaign.raters_per_item)
    rows = counted.annotate(tasks=Count("pk"), done=Count("pk", filter=done))
    return {row["language"]: (row["tasks"], row["done"]) for row in rows}


def _standings(projects: list[LabelStudioProject]) -> dict[int, Counter[tuple[str, str]]]:
    found: dict[int, Counter[tuple[str, str]]] = defaultdict(Counter)
    rows = LabelStudioAnnotation.objects.filter(project__in=projects)
    for project, standing, reason, count in rows.values_list(
        "project", "standing", "reason"
    ).annotate(count=Count("pk")):
        found[project][standing, reason] = count
    return found


def _describe(
    project: LabelStudioProject,
    tasks: tuple[int, int],
    there: int,
    standings: Counter[tuple[str, str]],
) -> ProjectProgress:
    address = address_for_browsers(project.connection)
    return ProjectProgress(
        id=project.pk,
        language=project.language,
        state=project.state,
        url=f"{address}/projects/{project.remote_id}/" if project.remote_id else "",
        tasks=tasks[0],
        waiting=max(tasks[0] - there, 0),
        done=tasks[1],
        accepted=standings[Standing.ACCEPTED, ""],
        rejected={
            reason: count
            for (standing, reason), count in sorted(standings.items())
            if standing == Standing.REJECTED
        },
        superseded=standings[Standing.SUPERSEDED, ""],
        deleted=standings[Standing.DELETED, ""],
        last_webhook_at=project.last_webhook_at,
        last_reconciled_at=project.last_reconciled_at,
        differences=project.differences,
        problem=project.problem,
    )
