import { Anchor, Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { Job } from "@/api/types";
import { Dialog } from "@/components/Dialog";

import { AskForm } from "../start/AskForm";

interface Props {
  slug: string;
  benchmark: string;
  system: { name: string; engine: string };
  running: Job | undefined;
  /** How many items it answered. */
  answered: number;
  /** It answered everything. */
  done: boolean;
}

/** Has a system answer what it has not answered yet, after saying what that is. */
export function AskButton({ slug, benchmark, system, running, answered, done }: Props) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const begun = answered > 0;
  const named = { system: system.name };
  const title = t(begun ? "benchmarks.ask_rest_of" : "benchmarks.ask_of", named);
  return (
    <>
      {running === undefined ? (
        <Next title={title} begun={begun} done={done} onAsk={() => setOpened(true)} />
      ) : (
        <Anchor component={Link} to={`/d/${slug}/jobs/${running.id}`} underline="always">
          {t("benchmarks.asking")}
        </Anchor>
      )}
      <Dialog title={title} opened={opened} onClose={() => setOpened(false)}>
        <AskForm slug={slug} benchmark={benchmark} system={system} answered={answered} />
      </Dialog>
    </>
  );
}

interface NextProps {
  title: string;
  begun: boolean;
  done: boolean;
  onAsk: () => void;
}

function Next({ title, begun, done, onAsk }: NextProps) {
  const { t } = useTranslation();
  if (done) return t("benchmarks.asked");
  return (
    <Button size="compact-md" aria-label={title} onClick={onAsk}>
      {t(begun ? "benchmarks.ask_rest" : "benchmarks.ask")}
    </Button>
  );
}
