import { useMutation } from "@tanstack/react-query";

import type { Place } from "@/api/types";

import type { Desk } from "../api/next-assignment";
import { giveConsent } from "../api/path";
import { ConsentStep } from "./ConsentStep";
import { TrialStep } from "./TrialStep";
import { WaitStep } from "./WaitStep";

interface Props {
  desk: Desk;
  place: Place;
  /** Something happened: the place it led to, or ask the server for it. */
  onMoved: (next?: Place) => Promise<void>;
}

/** The screen of the step that is due. */
export default function StepScreen({ desk, place, onMoved }: Props) {
  const consent = useMutation({
    mutationFn: (version: number) => giveConsent(desk, version),
    onSuccess: onMoved,
  });
  switch (place.step) {
    case "consent":
      return (
        place.consent && (
          <ConsentStep
            consent={place.consent}
            sending={consent.isPending}
            error={consent.error}
            onAgree={consent.mutate}
          />
        )
      );
    case "qualification":
    case "environment":
    case "training":
      return <TrialStep desk={desk} kind={place.step} onOver={() => void onMoved()} />;
    default:
      return <WaitStep place={place} onAgain={() => void onMoved()} />;
  }
}
