import type { Assignment } from "@/api/types";
import { ClipButton } from "@/components/ClipButton";

interface Props {
  clip: Assignment["recording"];
  label: string;
}

/** How a question sounds, where it has been voiced. */
export function Voice({ clip, label }: Props) {
  if (clip === null) return null;
  return <ClipButton url={clip.audio_url} duration={clip.duration_s} label={label} />;
}
