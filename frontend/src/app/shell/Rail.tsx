import { Stack, Text } from "@mantine/core";
import { useId, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { NavLink, useMatch } from "react-router";

import type { User } from "@/api/types";

import { DatasetSwitcher } from "./DatasetSwitcher";
import classes from "./Rail.module.css";

const groups = [
  {
    title: "rail.group_data",
    links: [
      { path: "", label: "rail.overview", manages: false },
      { path: "/items", label: "rail.items", manages: false },
      { path: "/import", label: "rail.import", manages: true },
      { path: "/splits", label: "rail.splits", manages: false },
      { path: "/set-aside", label: "rail.aside", manages: false },
      { path: "/memory", label: "rail.memory", manages: false },
      { path: "/voices", label: "rail.voices", manages: false },
    ],
  },
  {
    title: "rail.group_work",
    links: [
      { path: "/jobs", label: "rail.jobs", manages: true },
      { path: "/campaigns", label: "rail.campaigns", manages: true },
      { path: "/releases", label: "rail.releases", manages: false },
      { path: "/benchmarks", label: "rail.benchmarks", manages: false },
      { path: "/trainings", label: "training.title", manages: false },
    ],
  },
  {
    title: "rail.group_dashboards",
    links: [
      { path: "/checks", label: "rail.checks", manages: false },
      { path: "/ratings", label: "rail.quality", manages: false },
      { path: "/corrections", label: "rail.corrections", manages: false },
      { path: "/raters", label: "raters.title", manages: true },
      { path: "/models", label: "rail.models", manages: false },
      { path: "/work", label: "work.title", manages: true },
    ],
  },
  {
    title: "rail.group_team",
    links: [
      { path: "/people", label: "rail.people", manages: true },
      { path: "/settings", label: "rail.settings", manages: true },
    ],
  },
] as const;

interface Props {
  user: User;
  onGo: () => void;
}

export function Rail({ user, onGo }: Props) {
  const { t } = useTranslation();
  const slug = useMatch("/d/:slug/*")?.params.slug;
  const manages = user.role !== "researcher";
  const shown = groups
    .map(({ title, links }) => ({ title, links: links.filter((link) => manages || !link.manages) }))
    .filter(({ links }) => links.length > 0);
  return (
    <nav aria-label={t("shell.rail")}>
      <DatasetSwitcher slug={slug} onGo={onGo} />
      {slug !== undefined &&
        shown.map(({ title, links }) => (
          <Group key={title} title={t(title)}>
            {links.map(({ path, label }) => (
              <Entry key={label} to={`/d/${slug}${path}`} end={path === ""} onGo={onGo}>
                {t(label)}
              </Entry>
            ))}
          </Group>
        ))}
      <Group title={t("rail.group_studio")}>
        <Entry to="/datasets" onGo={onGo}>
          {t("rail.datasets")}
        </Entry>
        <Entry to="/tokens" onGo={onGo}>
          {t("rail.tokens")}
        </Entry>
      </Group>
    </nav>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id}>
      <Text id={id} className={classes.group ?? ""}>
        {title}
      </Text>
      <Stack gap={2}>{children}</Stack>
    </div>
  );
}

interface EntryProps {
  to: string;
  end?: boolean;
  onGo: () => void;
  children: ReactNode;
}

function Entry({ to, end = false, onGo, children }: EntryProps) {
  return (
    <NavLink to={to} end={end} className={classes.link ?? ""} onClick={onGo}>
      {children}
    </NavLink>
  );
}
