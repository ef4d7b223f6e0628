import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { DeskActions } from "../parts/Desk";
import { Footer } from "../parts/Footer";

interface Props {
  actions: DeskActions;
  changed: boolean;
  decides: boolean;
  sending: boolean;
  onJudge: (verdict: "confirmed" | "untranslatable") => void;
  onSave: () => void;
}

/** What a native can say of a text. Who decides between two has one button for whatever it is. */
export function Verdicts({ actions, changed, decides, sending, onJudge, onSave }: Props) {
  const { t } = useTranslation();
  return (
    <Footer actions={actions}>
      <Button
        size="md"
        variant="default"
        loading={sending}
        onClick={() => onJudge("untranslatable")}
      >
        {t("correction.untranslatable")}
      </Button>
      {!decides && (
        <Button
          size="md"
          variant={changed ? "default" : "filled"}
          disabled={changed}
          loading={sending}
          onClick={() => onJudge("confirmed")}
        >
          {t("correction.confirm")}
        </Button>
      )}
      <Button size="md" disabled={!changed && !decides} loading={sending} onClick={onSave}>
        {decides ? t("correcting.final") : t("correction.save")}
      </Button>
    </Footer>
  );
}
