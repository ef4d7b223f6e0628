import { Button, Group } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import type { ControlClip, ControlChange } from "@/api/types";

import { ScoreSelect } from "./ScoreSelect";

interface Props {
  clip: ControlClip;
  saving: boolean;
  onSave: (change: ControlChange) => void;
}

/** What gold is to be scored. Answers that are there are judged by it anew. */
export function ScoreForm({ clip, saving, onSave }: Props) {
  const { t } = useTranslation();
  const [naturalness, setNaturalness] = useState(clip.naturalness ?? 1);
  const [understood, setUnderstood] = useState(clip.understood ?? 1);
  const same = naturalness === clip.naturalness && understood === clip.understood;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onSave({ naturalness, understood });
  };
  return (
    <form onSubmit={submit}>
      <Group align="flex-end" gap="xs">
        <ScoreSelect scale="naturalness" value={naturalness} onChange={setNaturalness} />
        <ScoreSelect scale="understood" value={understood} onChange={setUnderstood} />
        <Button type="submit" variant="default" disabled={same} loading={saving}>
          {t("controls.save")}
        </Button>
      </Group>
    </form>
  );
}
