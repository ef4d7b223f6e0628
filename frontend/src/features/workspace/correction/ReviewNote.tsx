import { Alert, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Proposal, Texts } from "@/api/types";

import { MachineText } from "./MachineText";
import { ProposalCard } from "./ProposalCard";

interface Props {
  language: string;
  machine: Texts;
  proposals: Proposal[];
  onTake: (texts: Texts) => void;
}

/** Why another native's text is here, and what to do with it. */
export function ReviewNote({ language, machine, proposals, onTake }: Props) {
  const { t } = useTranslation();
  const [only, ...others] = proposals;
  const decides = others.length > 0;
  const given = only?.untranslatable === true ? t("correcting.review_untranslatable") : null;
  return (
    <Stack>
      <Alert variant="light">
        {decides ? t("correcting.decide_lead") : (given ?? t("correcting.review_lead"))}
      </Alert>
      <MachineText language={language} texts={machine} />
      {decides &&
        proposals.map((proposal, index) => (
          <ProposalCard
            key={index}
            letter={String.fromCharCode(65 + index)}
            language={language}
            machine={machine}
            proposal={proposal}
            onTake={() => onTake({ question: proposal.question, answer: proposal.answer })}
          />
        ))}
    </Stack>
  );
}
