import { NativeSelect, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Engine } from "@/api/types";
import type { Field } from "@/components/starting/use-fields";

import { grouped, groupOf } from "../engines";

interface Props {
  field: Field;
  label: string;
  engines: Engine[];
  error: string | undefined;
}

/** Who answers, or who judges. Engines that can't be had here are greyed, with the reason below. */
export function EngineField({ field, label, engines, error }: Props) {
  const { t } = useTranslation();
  const absent = engines.filter(({ problem }) => problem !== "");
  const option = (engine: Engine) => ({
    value: engine.name,
    label: engine.problem === "" ? engine.name : t(absence(engine), { name: engine.name }),
    disabled: engine.problem !== "",
  });
  const groups = grouped(engines).map(([group, members]) => ({
    group: t(`benchmarks.${group}`),
    items: members.map(option),
  }));
  const warning = engines.find((engine) => engine.name === field.value)?.warning ?? "";
  return (
    <div>
      <NativeSelect
        {...field}
        label={label}
        description={absent.length === engines.length ? t("benchmarks.no_engine") : undefined}
        data={groups.length === 1 ? engines.map(option) : groups}
        maw="28rem"
        required
        error={error}
      />
      {warning !== "" && (
        <Text size="sm" c="var(--studio-warn)">
          {warning} {t("benchmarks.engine_warning")}
        </Text>
      )}
      <Absent engines={absent} />
    </div>
  );
}

function absence({ name }: Engine) {
  return groupOf(name) === "trained_here"
    ? "benchmarks.checkpoint_absent"
    : "benchmarks.engine_absent";
}

function Absent({ engines }: { engines: Engine[] }) {
  const { t } = useTranslation();
  if (engines.length === 0) return null;
  return (
    <details>
      <summary>{t("benchmarks.engines_absent", { count: engines.length })}</summary>
      {engines.map(({ name, problem }) => (
        <Text key={name} size="sm" c="dimmed" mt={4}>
          {problem}
        </Text>
      ))}
    </details>
  );
}
