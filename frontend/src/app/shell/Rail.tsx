import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { NavLink, useMatch } from "react-router";

import type { User } from "@/api/types";

import { DatasetSwitcher } from "./DatasetSwitcher";
import classes from "./Rail.module.css";

const links = [
  { path: "", label: "rail.overview", manages: false },
  { path: "/items", label: "rail.items", manages: false },
  { path: "/import", label: "rail.import", manages: true },
  { path: "/jobs", label: "rail.jobs", manages: true },
  { path: "/campaigns", label: "rail.campaigns", manages: true },
  { path: "/checks", label: "rail.checks", manages: false },
  { path: "/ratings", label: "rail.quality", manages: false },
  { path: "/splits", label: "rail.splits", manages: false },
  { path: "/releases", label: "rail.releases", manages: false },
  { path: "/benchmarks", label: "rail.benchmarks", manages: false },
  { path: "/trainings", label: "training.title", manages: false },
  { path: "/voices", label: "rail.voices", manages: false },
  { path: "/set-aside", label: "rail.aside", manages: false },
  { path: "/memory", label: "rail.memory", manages: false },
  { path: "/people", label: "rail.people", manages: true },
  { path: "/settings", label: "rail.settings", manages: true },
] as const;

interface Props {
  user: User;
  onGo: () => void;
}

export function Rail({ user, onGo }: Props) {
  const { t } = useTranslation();
  const slug = useMatch("/d/:slug/*")?.params.slug;
  const shown = links.filter(({ manages }) => !manages || user.role !== "researcher");
  return (
    <nav aria-label={t("shell.rail")}>
      <DatasetSwitcher slug={slug} onGo={onGo} />
      <Stack gap={4} mt="md">
        {slug !== undefined &&
          shown.map(({ path, label }) => (
            <NavLink
              key={label}
              to={`/d/${slug}${path}`}
              end={path === ""}
              className={classes.link ?? ""}
              onClick={onGo}
            >
              {t(label)}
            </NavLink>
          ))}
        <NavLink to="/datasets" className={classes.link ?? ""} onClick={onGo}>
          {t("rail.datasets")}
        </NavLink>
        <NavLink to="/tokens" className={classes.link ?? ""} onClick={onGo}>
          {t("rail.tokens")}
        </NavLink>
      </Stack>
    </nav>
  );
}
